import { Prisma, type Squad } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { one, type Read } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import { progressAfter } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { visitEvents } from './events.ts'
import { arrivalAt, visitConflict, visitLoad } from './load.ts'
import { visitPayload } from './payload.ts'
import { checkInUseAt } from './planning.ts'

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
      en: 'happenedAt lies more than a day before both the moment at which the stop was planned and the day for which it is planned',
      zh: '到达时间比排定这一站的时间与计划日期都早一天以上',
    },
  },
  input: ArriveVisitInput,
  roles: ['SQUAD', 'COMMAND'],
  ids: { visitId: 'Visit' },
  payload: visitPayload,
  load(actor, { visitId }) {
    const { lock, read } = visitLoad(actor, visitId)
    return { lock, read: { ...read, squad: readSquadOf(visitId) } }
  },
  decide({ visit, enterprise, squad }, _, { at }) {
    if (visit.state !== 'PLANNED') throw visitConflict(visit)
    if (squad.currentVisitId) throw elsewhereConflict(squad.currentVisitId)
    const arrivedAt = arrivalAt(visit, at)
    checkInUseAt(squad, arrivedAt)
    const { id, enterpriseId, steps } = visit
    const { cell, delta, writes } = progressAfter(enterprise, { ...visit, state: 'ARRIVED' })
    const step = steps.at(-1) ?? null
    return {
      subjectId: id,
      writes: [
        update('Visit', id, { state: 'ARRIVED', arrivedAt }),
        update('Squad', squad.id, { currentVisitId: id }),
        ...writes,
      ],
      events: [
        visitEvents.arrived(visit, cell, {
          happenedAt: arrivedAt,
          union: plus(delta, { onSite: 1 }),
          squad: { visitId: id, enterpriseId, since: arrivedAt.toISOString(), step, steps },
        }),
      ],
    }
  },
})

/** Reads where the squad of a visit is. */
const readSquadOf = (visitId: string): Read<Pick<Squad, 'id' | 'number' | 'currentVisitId' | 'retiredAt'>> =>
  one(
    Prisma.sql`
      SELECT q.id, q.number, q."currentVisitId", q."retiredAt" FROM "Squad" q JOIN "Visit" v ON v."squadId" = q.id WHERE v.id = ${visitId}::uuid`,
    () => notFound('visitId'),
  )

/** CONFLICT that shows the visit at which the squad still is. */
const elsewhereConflict = (visitId: string) =>
  conflict(
    {
      zh: '小分队还在另一家企业,请先结束那次走访。',
      en: 'The squad is still at another enterprise: finish that visit first.',
    },
    globalId('Visit', visitId),
  )
