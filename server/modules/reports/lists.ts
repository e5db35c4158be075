import { accountList, policyList, squadList, supplierList } from './directories.ts'
import { campaignList, enterpriseList } from './enterprise-lists.ts'
import type { List } from './list.ts'
import { doubtfulList, refusedList, templateList } from './roster-lists.ts'
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
  ROSTER_DOUBTFUL: doubtfulList,
  ROSTER_TEMPLATE: templateList,
} satisfies Record<string, List>

/** The name of such a list. */
export type ListName = keyof typeof lists

/** Whether the list is of the rows of one roster. */
export const isOfRoster = (list: ListName): boolean => list === 'ROSTER_REFUSED' || list === 'ROSTER_DOUBTFUL'

/** Whether the list has phone numbers of people, which are masked unless somebody gives a reason. */
export const hasPhones = (list: ListName): boolean =>
  list === 'ENTERPRISES' || list === 'SUPPLIERS' || list === 'SQUADS' || isOfRoster(list)
