import { allow, type Viewer } from '#server/platform/context.ts'
import { accountList, policyList, squadList, supplierList } from './directories.ts'
import { campaignList, enterpriseList, refusedList } from './enterprise-lists.ts'
import type { List } from './list.ts'
import { issueList, orderList, visitList } from './work-lists.ts'

/** The lists that can be exported, by their names. */
export const lists = {
  ENTERPRISES: enterpriseList,
  CAMPAIGN: campaignList,
  VISITS: visitList,
  ISSUES: issueList,
  SUPPLY_ORDERS: orderList,
  SUPPLIERS: supplierList,
  SQUADS: squadList,
  POLICIES: policyList,
  ACCOUNTS: accountList,
  ROSTER_REFUSED: refusedList,
} satisfies Record<string, List>

/** The name of such a list. */
export type ListName = keyof typeof lists

/**
 * Throws FORBIDDEN where the viewer may not export this list: a wall exports nothing, and only the command centre
 * exports rosters and accounts. Every other list has the rows that the viewer may see.
 */
export function allowExport(viewer: Viewer, list: ListName): void {
  if (list === 'ROSTER_REFUSED' || list === 'ACCOUNTS') allow(viewer, 'COMMAND')
  else allow(viewer, 'COMMAND', 'DISTRICT', 'SQUAD', 'AGENCY', 'ENTERPRISE', 'INTEGRATOR')
}
