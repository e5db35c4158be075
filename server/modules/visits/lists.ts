import type { Prisma } from '#codegen/prisma/client.ts'
import type { VisitOutcome, VisitState } from '#codegen/prisma/enums.ts'
import { seesStanding } from '#server/modules/enterprises/access.ts'
import { enterpriseSearch } from '#server/modules/enterprises/searched.ts'
import { dateOf, momentsOf } from '#server/platform/clock.ts'
import type { Viewer } from '#server/platform/context.ts'
import { type DateRange, daysIn, momentsIn } from '#server/platform/date-range.ts'
import { optionalRowId } from '#server/platform/ids.ts'
import { checkReadable } from '#server/platform/narrowing.ts'
import { ofUnions } from '#server/platform/of-unions.ts'
import { readsSaid, readsVisitText, seesDoubts, visibleVisits } from './access.ts'

/** What a list of visits is narrowed by, with global ids. A field that is left out does not narrow it. */
export type VisitFilter = {
  squadId?: string | null
  enterpriseId?: string | null
  on?: string | null
  states?: VisitState[] | null
  outcome?: VisitOutcome | null
  counts?: boolean | null
  listed?: boolean | null
  before?: string | null
  finishedOn?: string | null
  plannedOn?: DateRange | null
  finished?: DateRange | null
  followUp?: DateRange | null
  hasFollowUp?: boolean | null
  fixBy?: DateRange | null
  lacking?: boolean | null
  doubtful?: boolean | null
}

/** Of which unions a list of visits is, with the words that are searched for and the filter. */
export type VisitQuery = { unionIds: readonly string[]; search?: string | null; filter?: VisitFilter | null }

/** What a list of visits is narrowed by that stands in no index in its order. */
export const scatteredInVisits = ['finished', 'followUp', 'hasFollowUp', 'fixBy', 'lacking', 'doubtful'] as const

/**
 * The Prisma filter for the visits of these unions that the viewer may see, narrowed by `search` and `filter`. The list, its count and its
 * export all use it. INVALID or NOT_FOUND: an id of the filter is no id, or an id of another type. INVALID: a range of days is
 * the wrong way round, or the viewer may not read what the filter names.
 * `at` is the path to the filter in the caller’s arguments.
 */
export function visitWhere(
  viewer: Viewer,
  { unionIds, search, filter }: VisitQuery,
  at = 'filter',
): Prisma.VisitWhereInput {
  const followUpOn = daysIn(filter?.followUp, `${at}.followUp`)
  const fixBy = daysIn(filter?.fixBy, `${at}.fixBy`)
  checkReadable(readsSaid(viewer), filter?.hasFollowUp, `${at}.hasFollowUp`)
  checkReadable(readsVisitText(viewer), filter?.fixBy, `${at}.fixBy`)
  checkReadable(seesStanding(viewer), filter?.listed, `${at}.listed`)
  checkReadable(seesDoubts(viewer), filter?.doubtful, `${at}.doubtful`)
  return {
    AND: [
      ofUnions(unionIds),
      visibleVisits(viewer),
      ...enterpriseSearch(viewer, search).map((enterprise) => ({ enterprise })),
      {
        squadId: optionalRowId('Squad', filter?.squadId, `${at}.squadId`) ?? undefined,
        enterpriseId: optionalRowId('Enterprise', filter?.enterpriseId, `${at}.enterpriseId`) ?? undefined,
        plannedOn: filter?.on ? dateOf(filter.on) : filter?.before ? { lt: dateOf(filter.before) } : undefined,
        finishedAt: filter?.finishedOn ? momentsOf(filter.finishedOn) : undefined,
        state: filter?.states ? { in: filter.states } : undefined,
        outcome: filter?.outcome ?? undefined,
        counts: filter?.counts ?? undefined,
        enterprise:
          filter?.listed == null
            ? undefined
            : { campaignEnterprises: { [filter.listed ? 'some' : 'none']: { campaign: { state: 'ACTIVE' } } } },
      },
      {
        plannedOn: daysIn(filter?.plannedOn, `${at}.plannedOn`),
        finishedAt: momentsIn(filter?.finished, `${at}.finished`),
        ...(followUpOn && { followUpOn, followUpDue: { isNot: null } }),
        checks: fixBy && { some: { fixBy, fixDue: { isNot: null } } },
      },
      {
        missing: filter?.lacking == null ? undefined : { isEmpty: !filter.lacking },
        doubtful: filter?.doubtful ?? undefined,
      },
      followedUp(filter?.hasFollowUp),
    ],
  }
}

/** The condition that a visit names a follow-up, by what is to be done or by its day, or that it names none. */
function followedUp(wanted: boolean | null | undefined): Prisma.VisitWhereInput {
  if (wanted == null) return {}
  if (wanted) return { OR: [{ followUp: { gt: '' } }, { followUpOn: { not: null } }] }
  return { OR: [{ followUp: null }, { followUp: '' }], followUpOn: null }
}
