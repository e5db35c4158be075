import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { type Meeting, ofEnterprise, ofSquad, ofStop, ofVisit, planner, visit, visitor } from './deed-inputs.ts'
import { day, type Place } from './place.ts'
import { wholeChecklist } from './whole-end.ts'

/** A deed that succeeds on a new place: who does it, and its input without a clientId. */
export type EveryDeed = {
  /** The fields of the payload that are asked for, besides clientId and seq. */
  fields: string
  meets: readonly Meeting[]
  input: (place: Place) => Promise<object>
  /** Who does it; the command centre where nobody else is named. */
  actor?: (place: Place) => Promise<Actor>
}

/** The deeds on one visit. */
export const visitDeeds: Record<string, EveryDeed> = {
  planVisit: {
    ...visit,
    meets: ['enterprise', 'squad'],
    actor: planner,
    input: async (place) => ({ ...(await ofEnterprise(place)), ...(await ofSquad(place)), plannedOn: day(2) }),
  },
  arriveVisit: { ...visit, meets: ['enterprise', 'squad'], actor: planner, input: ofStop },
  completeStep: {
    ...visit,
    actor: visitor,
    input: async (place) => ({
      ...(await ofVisit(place)),
      step: 'TREAT',
      notes: [{ text: '协调口罩', responsible: '工会', dueOn: day(3) }],
    }),
  },
  recordChecklist: {
    ...visit,
    actor: visitor,
    input: async (place) => ({ ...(await ofVisit(place)), checks: [{ item: 'DISINFECTION', answer: 'YES' }] }),
  },
  finishVisit: {
    ...visit,
    actor: visitor,
    input: async (place) => ({ ...(await ofVisit(place)), outcome: 'DONE', followUp: '三日内会商' }),
  },
  supplementVisit: {
    ...visit,
    input: async (place) => ({ visitId: globalId('Visit', await place.ended()), checks: wholeChecklist }),
  },
  confirmVisit: {
    ...visit,
    input: async (place) => ({ visitId: globalId('Visit', await place.doubtful()) }),
  },
  skipVisit: {
    ...visit,
    meets: ['enterprise', 'squad'],
    actor: planner,
    input: async (place) => ({ ...(await ofStop(place)), reason: '封闭管理' }),
  },
  voidVisit: { ...visit, input: async (place) => ({ ...(await ofVisit(place)), reason: '录错企业' }) },
  recordVisit: {
    ...visit,
    meets: ['enterprise', 'squad'],
    input: async (place) => ({
      ...(await ofEnterprise(place)),
      ...(await ofSquad(place)),
      ...(await ofStop(place)),
      arrivedAt: new Date(Date.now() - 3_600_000).toISOString(),
      finishedAt: new Date().toISOString(),
      outcome: 'DONE',
      steps: ['LOOK', 'LISTEN', 'ASK'].map((step) => ({ step, notes: [{ text: '纸面记录', saidBy: '店长' }] })),
      followUp: '电话回访',
    }),
  },
}
