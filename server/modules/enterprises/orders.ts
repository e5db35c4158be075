import { byPinyin, type OrderBy, Orders, placeIn } from '#server/platform/orders.ts'
import { seesDetails, visibleEnterprises } from './access.ts'
import type { EnterpriseFilter } from './lists.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    EnterpriseOrderBy: OrderBy
  }
}

/** The orders of the list of enterprises. The column of the name has the collation of `byPinyin` itself. */
export const enterpriseOrders = new Orders<EnterpriseFilter>('Enterprise', 'Enterprise', visibleEnterprises, {
  NAME: {
    description: 'The name of the enterprise, by pinyin. 企业名称,按拼音。',
    columns: { name: 'text asc', id: 'uuid asc' },
    indexed: [],
  },
  ADDRESS: {
    description: 'The address of the enterprise, by pinyin. 经营地址,按拼音。',
    columns: { address: 'text asc', id: 'uuid asc' },
    sql: { address: byPinyin('c.address') },
    reads: seesDetails,
  },
  HEADCOUNT: {
    description: 'How many people work at the enterprise. 员工人数。',
    columns: { headcount: 'int? asc', id: 'uuid asc' },
    reads: seesDetails,
  },
  RESUMPTION: {
    description: 'How far the enterprise has resumed work, from NOT_RESUMED to SUSPENDED. 复工状态,从未复工到停工。',
    columns: { resumption: 'int asc', id: 'uuid asc' },
    sql: { resumption: placeIn('Resumption', 'c.resumption') },
  },
  PROGRESS: {
    description: 'How far the visits to the enterprise are, from NOT_PLANNED to DONE. 走访进度,从未排到已走访。',
    columns: { progress: 'int asc', id: 'uuid asc' },
    sql: { progress: placeIn('VisitProgress', 'c.progress') },
  },
  OPEN_ISSUES: {
    description: 'How many issues of the enterprise are not closed. 未结问题的个数。',
    columns: { openIssues: 'int asc', id: 'uuid asc' },
  },
  ZONE: {
    description: 'The zone of the enterprise, in the order of the zones. 所在片区,按片区的顺序。',
    columns: { zone: 'int? asc', id: 'uuid asc' },
    sql: { zone: 'z.position' },
    joins: 'LEFT JOIN "Zone" z ON z.id = c."zoneId"',
  },
})
