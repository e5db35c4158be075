import type { EnterpriseFilter } from '#server/modules/enterprises/lists.ts'
import type { IssueFilter } from '#server/modules/issues/lists.ts'
import type { SupplyOrderFilter } from '#server/modules/supplies/lists.ts'
import type { VisitFilter } from '#server/modules/visits/lists.ts'
import { invalid } from '#server/platform/errors.ts'

/** The filters of an export, which are those of the lists' own queries. */
export type ExportFilter = {
  search?: string | null
  enterprises?: EnterpriseFilter | null
  visits?: VisitFilter | null
  issues?: IssueFilter | null
  supplyOrders?: SupplyOrderFilter | null
}

const filtersOf: Record<string, (keyof ExportFilter)[]> = {
  ENTERPRISES: ['search', 'enterprises'],
  VISITS: ['search', 'visits'],
  ISSUES: ['search', 'issues'],
  SUPPLY_ORDERS: ['search', 'supplyOrders'],
  SUPPLIERS: ['search'],
  ACCOUNTS: ['search'],
}

/**
 * Throws INVALID where a filter is given that is another list's: whoever gave it would take the unfiltered file for a
 * filtered one.
 */
export function checkFilter(list: string, filter: ExportFilter): void {
  const other = (Object.keys(filter) as (keyof ExportFilter)[]).find(
    (name) => filter[name] != null && !filtersOf[list]?.includes(name),
  )
  if (!other) return
  throw invalid(`filter.${other}`, {
    zh: '这个筛选不属于要导出的列表。',
    en: 'This filter is not of the list asked for.',
  })
}
