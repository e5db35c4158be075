import type { EnterpriseFilter } from '#server/modules/enterprises/lists.ts'
import type { IssueFilter } from '#server/modules/issues/lists.ts'
import type { SupplyOrderFilter } from '#server/modules/supplies/lists.ts'
import type { VisitFilter } from '#server/modules/visits/lists.ts'
import { invalid } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { OrderBy } from '#server/platform/orders.ts'

/** The filters and orders of an export, which are those of the lists' own queries. */
export type ExportFilter = {
  search?: string | null
  enterprises?: EnterpriseFilter | null
  visits?: VisitFilter | null
  issues?: IssueFilter | null
  supplyOrders?: SupplyOrderFilter | null
  enterpriseOrder?: OrderBy | null
  visitOrder?: OrderBy | null
  issueOrder?: OrderBy | null
  supplyOrderOrder?: OrderBy | null
  supplierOrder?: OrderBy | null
  accountOrder?: OrderBy | null
}

const filtersOf: Record<string, (keyof ExportFilter)[]> = {
  ENTERPRISES: ['search', 'enterprises', 'enterpriseOrder'],
  VISITS: ['search', 'visits', 'visitOrder'],
  ISSUES: ['search', 'issues', 'issueOrder'],
  SUPPLY_ORDERS: ['search', 'supplyOrders', 'supplyOrderOrder'],
  SUPPLIERS: ['search', 'supplierOrder'],
  ACCOUNTS: ['search', 'accountOrder'],
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

/** The filter as the audit keeps it, with the roster whose rows are taken; undefined where the whole list is. */
export function auditedFilter(filter: ExportFilter, rosterId: string | null): object | undefined {
  const given = { ...filter, rosterId: rosterId && globalId('RosterImport', rosterId) }
  const filled = Object.entries(given).filter(([, value]) => value != null)
  return filled.length > 0 ? Object.fromEntries(filled) : undefined
}
