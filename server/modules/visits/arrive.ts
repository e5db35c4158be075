import { changeFields, deed } from '#server/log/deed.ts'
import { plus } from '#server/log/tallies.ts'
import { refreshProgress } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visitEvents } from './events.ts'
import { arrivalAt, lockVisit, visitConflict } from './load.ts'
import { visitPayload } from './payload.ts'

const ArriveVisitInput = builder.inputType('ArriveVisitInput', {
  description: 'Which squad stop is reached. 到达哪一站。',
  fields: (t) => ({
    ...changeFields(t),
    visitId: t.id({ description: 'The global id of the planned visit. 计划中的走访的编号。' }),
  }),
})

/** Records that the squad has arrived at the enterprise. A squad can be at one enterprise at a time. */
export const arriveVisit = deed('arriveVisit', {
  does: {
    en: 'Records that the squad stands at the door of the enterprise.',
    zh: '登记小分队到达企业。',
  },
  errors: {
    NOT_FOUND: {
      en: 'you see no such visit',
      zh: '找不到这次走访',
    },
    CONFLICT: {
      en: 'the squad has arrived already; the visit is finished, skipped or voided; or the squad is still at another enterprise',
      zh: '已到达、已结束、已跳过或已作废;或小分队还在另一家企业',
    },
    INVALID: {
      en: 'happenedAt lies more than a day before both the moment at which the stop was planned and the day for which it is planned, or more than sixty days ago',
      zh: '到达时间比排定这一站的时间与计划日期都早一天以上,或在六十天之前',
    },
  },
  input: ArriveVisitInput,
  roles: ['SQUAD', 'COMMAND'],
  ids: { visitId: 'Visit' },
  payload: visitPayload,
  async work(tx, { actor, input, at }) {
    const visit = await lockVisit(tx, actor, input.visitId)
    if (visit.state !== 'PLANNED') throw visitConflict(visit)
    const arrivedAt = arrivalAt(visit, at)
    const { steps } = visit
    await tx.visit.update({ where: { id: visit.id }, data: { state: 'ARRIVED', arrivedAt } })
    const free = await tx.squad.updateMany({
      where: { id: visit.squadId, currentVisitId: null },
      data: { currentVisitId: visit.id },
    })
    if (!free.count) throw await elsewhereConflict(tx, visit.squadId)
    const { cell, delta } = await refreshProgress(tx, visit.enterpriseId)
    const position = {
      visitId: visit.id,
      enterpriseId: visit.enterpriseId,
      since: arrivedAt.toISOString(),
      step: steps.at(-1) ?? null,
      steps,
    }
    return {
      subjectId: visit.id,
      unionId: visit.unionId,
      events: [
        visitEvents.arrived(visit, cell, {
          happenedAt: arrivedAt,
          union: plus(delta, { onSite: 1 }),
          squad: position,
        }),
      ],
    }
  },
})

/** CONFLICT that shows the visit at which the squad still is. */
async function elsewhereConflict(tx: Tx, squadId: string) {
  const { currentVisitId } = await tx.squad.findUniqueOrThrow({ where: { id: squadId } })
  return conflict(
    {
      zh: '小分队还在另一家企业,请先结束那次走访。',
      en: 'The squad is still at another enterprise: finish that visit first.',
    },
    currentVisitId ? globalId('Visit', currentVisitId) : undefined,
  )
}
