import { globalId } from '#server/platform/ids.ts'
import { day } from './days.ts'
import { type EveryDeed, ofEnterprise, ofSquad, ofStop, ofVisit, planner, visit, visitor } from './deed-inputs.ts'
import { aSquad } from './factories.ts'
import { arriveVisit, mutate, planVisit } from './mutations.ts'
import type { Place } from './place.ts'
import { wholeChecklist } from './whole-end.ts'

/** The global id of a visit, planned for that day, at whose door a squad of its own stands; nothing else is done. */
const atTheDoor = (place: Place, plannedOn: string) =>
  place.part(`at the door ${plannedOn}`, async () => {
    const squadId = await aSquad(place.union.unionId)
    const { id } = await planVisit(place.command, await place.enterprise(), { squadId, plannedOn })
    await arriveVisit(place.command, id)
    return globalId('Visit', id)
  })

/** The same, which has ended. */
const left = (place: Place) =>
  place.part('left', async () => {
    const visitId = await atTheDoor(place, day(4))
    await mutate(place.command, 'finishVisit', { visitId, outcome: 'REFUSED', followUp: '改日再来' })
    return visitId
  })

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
  undoArrival: {
    ...visit,
    meets: ['enterprise', 'squad'],
    input: async (place) => ({ visitId: await atTheDoor(place, day(3)), reason: '误点到达' }),
  },
  undoFinish: {
    ...visit,
    meets: ['enterprise', 'squad'],
    input: async (place) => ({ visitId: await left(place), reason: '误点结束' }),
  },
  setVisitMembers: {
    ...visit,
    fields: 'visit { id state members { name } }',
    meets: ['enterprise', 'squad'],
    actor: visitor,
    input: async (place) => ({ ...(await ofVisit(place)), memberIds: await place.members() }),
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
      arrivedAt: new Date(Date.now() - 2 * 3_600_000).toISOString(),
      finishedAt: new Date(Date.now() - 3_600_000).toISOString(),
      outcome: 'DONE',
      steps: ['LOOK', 'LISTEN', 'ASK'].map((step) => ({ step, notes: [{ text: '纸面记录', saidBy: '店长' }] })),
      followUp: '电话回访',
    }),
  },
}
