import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import { progressAfter } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { line } from '#server/platform/text.ts'
import { visitEvents } from './events.ts'
import { onDay, visitConflict, visitLoad } from './load.ts'
import { visitIfVisible } from './payload.ts'

const SkipVisitInput = builder.inputType('SkipVisitInput', {
  description: 'Which planned stop is left out, and why. 跳过哪一站及原因。',
  fields: (t) => ({
    ...changeFields(t),
    visitId: t.id({ description: 'The global id of the planned visit. 计划中的走访的编号。' }),
    reason: t.string({
      validate: line(1, 200),
      description: 'Why the stop is left out, in 1 to 200 characters. 跳过的原因,1 至 200 字。',
    }),
  }),
})

/** Leaves a planned stop out, with the reason. */
export const skipVisit = deed('skipVisit', {
  does: {
    en: 'Leaves out a planned stop, for a reason.',
    zh: '跳过计划中的一站,并写明原因。',
  },
  errors: {
    NOT_FOUND: {
      en: 'you see no such visit',
      zh: '找不到这次走访',
    },
    CONFLICT: {
      en: 'the squad has arrived; or the visit is finished, skipped or voided',
      zh: '已到达、已结束、已跳过或已作废',
    },
  },
  input: SkipVisitInput,
  roles: ['SQUAD', 'COMMAND'],
  ids: { visitId: 'Visit' },
  payload: visitIfVisible,
  load: (actor, { visitId }) => visitLoad(actor, visitId),
  decide({ visit, enterprise }, { reason }) {
    if (visit.state !== 'PLANNED') throw visitConflict(visit)
    const planned = onDay(visit.plannedOn, { planned: -1 })
    const { cell, delta, writes } = progressAfter(enterprise, { ...visit, state: 'SKIPPED' })
    return {
      subjectId: visit.id,
      writes: [update('Visit', visit.id, { state: 'SKIPPED', skipReason: reason }), ...writes],
      events: [visitEvents.skipped(visit, cell, { union: plus(delta, planned), squad: planned })],
    }
  },
})
