import { Order } from '#server/platform/keyset.ts'
import { byPinyin, type OrderBy, Orders, placeIn } from '#server/platform/orders.ts'
import { visibleVisits } from './access.ts'
import type { VisitFilter } from './lists.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    VisitOrderBy: OrderBy
  }
}

/** The orders of the list of visits. That of the days is the usual one from its other end. */
export const visitOrders = new Orders<VisitFilter>('Visit', 'Visit', visibleVisits, {
  PLANNED_ON: {
    description:
      'The day for which the visit is planned; within it the squad and the stop. 计划走访的日期,同一天按小分队与站次。',
    columns: { plannedOn: 'date asc', squadId: 'uuid desc', stop: 'int desc', id: 'uuid desc' },
    indexed: 'always',
  },
  FINISHED_AT: {
    description: 'The moment at which the visit ended. 走访的结束时间。',
    columns: { finishedAt: 'timestamptz? asc', id: 'uuid asc' },
    indexed: ['finished', 'finishedOn'],
  },
  ENTERPRISE: {
    description: 'The name of the enterprise, by pinyin. 企业名称,按拼音。',
    columns: { enterprise: 'text asc', id: 'uuid asc' },
    sql: { enterprise: byPinyin('e.name') },
    joins: 'JOIN "Enterprise" e ON e.id = c."enterpriseId"',
  },
  SQUAD: {
    description: 'The number of the squad. 小分队的编号。',
    columns: { squad: 'int asc', id: 'uuid asc' },
    sql: { squad: 's.number' },
    joins: 'JOIN "Squad" s ON s.id = c."squadId"',
  },
  STATE: {
    description: 'The state of the visit, from PLANNED to VOIDED. 走访的状态,从待走访到作废。',
    columns: { state: 'int asc', id: 'uuid asc' },
    sql: { state: placeIn('VisitState', 'c.state') },
  },
  OUTCOME: {
    description: 'What the visit ended with, DONE first. 走访的结果,已走访在前。',
    columns: { outcome: 'int? asc', id: 'uuid asc' },
    sql: { outcome: placeIn('VisitOutcome', 'c.outcome') },
  },
})

/** The orders of lists of visits: the newest day first and within it by squad and stop, one day by stops, and the newest first. */
export const byDay = new Order('Visit', {
  plannedOn: 'date desc',
  squadId: 'uuid asc',
  stop: 'int asc',
  id: 'uuid asc',
})
export const byStop = new Order('Visit', { stop: 'int asc', id: 'uuid asc' })
export const newestFirst = new Order('Visit', { plannedOn: 'date desc', id: 'uuid desc' })
