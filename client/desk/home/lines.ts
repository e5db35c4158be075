import { dateInDays, dateOf } from '#client/ui/dates.ts'
import type { Role } from '#codegen/graph/graphql.ts'

/** The words of a line of the home page are at `home.lines` under its key. */
export type LineKey =
  | 'severe'
  | 'overdue'
  | 'unassigned'
  | 'followUp'
  | 'fixBy'
  | 'leftOver'
  | 'gap'
  | 'mine'
  | 'toTake'
  | 'toAnswer'
  | 'toCallBack'
  | 'consult'
  | 'review'
  | 'onTheWay'
  | 'doubtful'
  | 'lacking'
  | 'measuresDue'

/**
 * A line of the home page: what waits, as the list at an address. The home page shows the first rows of that list and its count,
 * and links to it, so that both count the same.
 */
export type Line = {
  key: LineKey
  list: 'issues' | 'measures' | 'visits' | 'orders'
  /** The filters of the list, as its address has them; they may depend on the day. */
  address: () => string
  roles: readonly Role[]
}

/** The lines in the order in which they stand. A further capability adds its own here. */
export const lines: readonly Line[] = [
  { key: 'severe', list: 'issues', address: () => 'status=OPEN&red=true', roles: ['COMMAND', 'DISTRICT'] },
  { key: 'overdue', list: 'issues', address: () => 'status=OPEN&overdue=true', roles: ['COMMAND', 'AGENCY'] },
  { key: 'unassigned', list: 'issues', address: () => 'state=UNASSIGNED', roles: ['COMMAND'] },
  { key: 'consult', list: 'issues', address: () => 'status=OPEN&consult=true', roles: ['COMMAND'] },
  { key: 'toCallBack', list: 'issues', address: () => 'state=ANSWERED', roles: ['COMMAND', 'ENTERPRISE'] },
  { key: 'review', list: 'issues', address: () => `state=PARKED&review=..${dateOf()}`, roles: ['COMMAND'] },
  { key: 'toTake', list: 'issues', address: () => 'state=ASSIGNED', roles: ['AGENCY'] },
  { key: 'toAnswer', list: 'issues', address: () => 'state=TAKEN', roles: ['AGENCY'] },
  { key: 'measuresDue', list: 'measures', address: () => 'overdue=true', roles: ['COMMAND', 'AGENCY'] },
  { key: 'mine', list: 'issues', address: () => 'status=OPEN', roles: ['ENTERPRISE'] },
  { key: 'leftOver', list: 'visits', address: () => `state=PLANNED&day=..${dateInDays(-1)}`, roles: ['COMMAND'] },
  { key: 'followUp', list: 'visits', address: () => `followUp=..${dateOf()}`, roles: ['COMMAND'] },
  { key: 'fixBy', list: 'visits', address: () => `fixBy=..${dateOf()}`, roles: ['COMMAND', 'ENTERPRISE'] },
  { key: 'doubtful', list: 'visits', address: () => 'doubtful=true', roles: ['COMMAND'] },
  { key: 'lacking', list: 'visits', address: () => 'lacking=true', roles: ['COMMAND'] },
  { key: 'gap', list: 'orders', address: () => 'gap=true', roles: ['COMMAND'] },
  { key: 'onTheWay', list: 'orders', address: () => 'cancelled=false&toCome=true', roles: ['ENTERPRISE'] },
]
