import type { Prisma } from '#codegen/prisma/client.ts'
import type { IssueCategory, IssueKind, IssueState, IssueStatus, Severity } from '#codegen/prisma/enums.ts'
import { steps } from '#server/modules/calendars/clock-steps.ts'
import { visibleVisits } from '#server/modules/visits/access.ts'
import type { Viewer } from '#server/platform/context.ts'
import { type DateRange, daysIn, momentsIn } from '#server/platform/date-range.ts'
import { optionalRowId } from '#server/platform/ids.ts'
import { checkReadable, present } from '#server/platform/narrowing.ts'
import { ofUnions } from '#server/platform/of-unions.ts'
import { contains, searchedFor, type Word } from '#server/platform/search.ts'
import { visibleIssues } from './access.ts'
import { returnsToConsult } from './limits.ts'
import { redUrgencies, runningStates } from './standing.ts'

/** What a list of issues is narrowed by, with global ids. A field that is left out does not narrow it. */
export type IssueFilter = {
  enterpriseId?: string | null
  squadId?: string | null
  agencyId?: string | null
  visitId?: string | null
  status?: IssueStatus | null
  states?: IssueState[] | null
  isRed?: boolean | null
  needsConsultation?: boolean | null
  isOverdue?: boolean | null
  review?: DateRange | null
  kinds?: IssueKind[] | null
  category?: IssueCategory | null
  severity?: Severity | null
  opened?: DateRange | null
  closed?: DateRange | null
  hasAgency?: boolean | null
  hasSquad?: boolean | null
  hasVisit?: boolean | null
}

/** Of which unions a list of issues is, with the words that are searched for and the filter. */
export type IssueQuery = { unionIds: readonly string[]; search?: string | null; filter?: IssueFilter | null }

/** What a list of issues is narrowed by that stands in no index in its order. */
export const scatteredInIssues = [
  'opened',
  'closed',
  'hasAgency',
  'hasSquad',
  'hasVisit',
  'states',
  'isRed',
  'needsConsultation',
  'isOverdue',
  'review',
] as const

/**
 * The Prisma filter for the issues of these unions that the viewer may see, narrowed by `search` and `filter`. The list, its count and its
 * export all use it. INVALID or NOT_FOUND: an id of the filter is no id, or an id of another type. INVALID: a range of days is
 * the wrong way round, or the viewer may not read what the filter names.
 * `at` is the path to the filter in the caller’s arguments.
 */
export function issueWhere(
  viewer: Viewer,
  { unionIds, search, filter }: IssueQuery,
  at = 'filter',
): Prisma.IssueWhereInput {
  const readsVisits = visibleVisits.columns(viewer) !== null
  checkReadable(readsVisits, filter?.visitId, `${at}.visitId`)
  checkReadable(readsVisits, filter?.hasVisit, `${at}.hasVisit`)
  return {
    AND: [
      ofUnions(unionIds),
      visibleIssues(viewer),
      searched(search ?? ''),
      {
        enterpriseId: optionalRowId('Enterprise', filter?.enterpriseId, `${at}.enterpriseId`) ?? undefined,
        squadId: optionalRowId('Squad', filter?.squadId, `${at}.squadId`) ?? undefined,
        agencyId: optionalRowId('Agency', filter?.agencyId, `${at}.agencyId`) ?? undefined,
        visitId: optionalRowId('Visit', filter?.visitId, `${at}.visitId`) ?? undefined,
        // a voided one is counted nowhere, and listed where it is asked for
        status: filter?.status ?? (filter?.states ? undefined : { not: 'VOIDED' }),
        state: filter?.states ? { in: filter.states } : undefined,
        kind: filter?.kinds ? { in: filter.kinds } : undefined,
        category: filter?.category ?? undefined,
        severity: filter?.severity ?? undefined,
      },
      {
        openedAt: momentsIn(filter?.opened, `${at}.opened`),
        closedAt: momentsIn(filter?.closed, `${at}.closed`),
        agencyId: present(filter?.hasAgency),
        squadId: present(filter?.hasSquad),
        visitId: present(filter?.hasVisit),
        urgency: filter?.isRed == null ? undefined : { [filter.isRed ? 'in' : 'notIn']: redUrgencies },
        returns: atLeast(filter?.needsConsultation, returnsToConsult),
        ...overdue(filter?.isOverdue),
        reviewOn: daysIn(filter?.review, `${at}.review`),
      },
    ],
  }
}

/** The condition that an issue has the number that is searched for, such as 2026-0042, or holds all words. */
function searched(search: string): Prisma.IssueWhereInput {
  const [, year, number] = /^\s*(\d{4})-(\d{1,6})\s*$/.exec(search.normalize('NFKC')) ?? []
  if (year && number) return { year: Number(year), number: Number(number) }
  return { AND: searchedFor(search, wordOfIssue) }
}

/** The condition that the time of an issue has run out while its clock runs, or that it has not. */
function overdue(is: boolean | null | undefined): Prisma.IssueWhereInput {
  if (is == null) return {}
  const condition = { clockStep: { gte: steps.overdue }, state: { in: [...runningStates] } }
  return is ? condition : { NOT: condition }
}

/** The condition that a number is at least this one where it is asked for, or below it. */
const atLeast = (is: boolean | null | undefined, least: number) =>
  is == null ? undefined : is ? { gte: least } : { lt: least }

/**
 * The condition that an issue's title or its enterprise's name holds a word, whatever its case. The index of grams finds the
 * candidates; those of a word of more than two characters may stand apart, so that it is compared as a whole.
 */
function wordOfIssue({ word, grams }: Word): Prisma.IssueWhereInput {
  const found = { grams: { hasEvery: grams } }
  if ([...word].length <= 2) return found
  return { ...found, OR: [{ plainTitle: contains(word) }, { enterprise: { plainName: contains(word) } }] }
}
