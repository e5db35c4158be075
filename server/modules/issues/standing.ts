import type { Issue, IssuePart } from '#codegen/prisma/client.ts'
import type { IssueState, IssueStatus, Urgency } from '#codegen/prisma/enums.ts'
import type { Actor } from '#server/platform/context.ts'
import { AppError } from '#server/platform/errors.ts'

type State = Pick<Issue, 'state'>

/** Whether an issue in this state is still to be solved. */
export const statusOf = ({ state }: State): IssueStatus => {
  if (state === 'CLOSED') return 'CLOSED'
  return state === 'VOIDED' || state === 'MERGED' ? 'VOIDED' : 'OPEN'
}

/** Whether an issue is still to be solved. */
export const isOpen = (issue: State): boolean => statusOf(issue) === 'OPEN'

/** The states in which the clocks of an issue run. In all others it waits for somebody else, or is over. */
export const runningStates: readonly IssueState[] = ['UNASSIGNED', 'ASSIGNED', 'TAKEN']

/** The number by which people call an issue, such as 2026-0042. */
export const numberOf = ({ year, number }: Pick<Issue, 'year' | 'number'>): string =>
  `${year}-${String(number).padStart(4, '0')}`

/** How soon an issue must be seen to: an emergency at once, a blockage as soon as a severe one, all others by severity. */
export function urgencyOf({ kind, severity, isEmergency }: Pick<Issue, 'kind' | 'severity' | 'isEmergency'>): Urgency {
  if (isEmergency) return 'EMERGENCY'
  return kind === 'BLOCKAGE' ? 'HIGH' : severity
}

/** The urgencies of issues that are red on the wall. */
export const redUrgencies: Urgency[] = ['HIGH', 'EMERGENCY']

/** The parts that are not over: one for each agency that has the issue now. */
export const activeParts = (parts: readonly IssuePart[]): IssuePart[] => parts.filter(({ endedAt }) => !endedAt)

/** The part of the agency that leads now. */
export const leadPart = (parts: readonly IssuePart[]): IssuePart | undefined =>
  activeParts(parts).find(({ leads }) => leads)

/** Where an open issue stands that is not parked: as far as the agency that leads is with its part. */
export const stateOfParts = (parts: readonly IssuePart[]): IssueState =>
  (leadPart(parts)?.state as 'ASSIGNED' | 'TAKEN' | 'ANSWERED' | undefined) ?? 'UNASSIGNED'

/** The agencies of the parts that are not over. */
export const agenciesOf = (parts: readonly IssuePart[]): string[] => activeParts(parts).map(({ agencyId }) => agencyId)

/** FORBIDDEN: whoever handled an issue neither closes it nor has somebody close it by a link of theirs. */
export const handledIt = ({ role }: Pick<Actor, 'role'>) =>
  new AppError(
    'FORBIDDEN',
    role === 'ENTERPRISE'
      ? {
          zh: '发出这条链接的人办理过这个问题,请工会的另一位同事重新发送链接。',
          en: 'Whoever gave you this link has handled the issue: ask somebody else of the union for a new one.',
        }
      : {
          zh: '您办理过这个问题,请由另一位同事回访办结。',
          en: 'You have handled this issue: somebody else calls the enterprise back and closes it.',
        },
  )
