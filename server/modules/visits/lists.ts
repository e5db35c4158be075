import type { Prisma } from '#codegen/prisma/client.ts'
import type { VisitOutcome, VisitState } from '#codegen/prisma/enums.ts'
import { dateOf, momentsOf } from '#server/platform/clock.ts'
import type { Viewer } from '#server/platform/context.ts'
import { optionalRowId } from '#server/platform/ids.ts'
import { visibleVisits } from './access.ts'

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
}

/**
 * The Prisma filter for the visits of one union that the viewer may see, narrowed by `filter`. The list, its count and its
 * export all use it. INVALID or NOT_FOUND: an id of the filter is no id, or an id of another type.
 * `at` is the path to the filter in the caller’s arguments.
 */
export function visitWhere(
  viewer: Viewer,
  { unionId, filter }: { unionId: string; filter?: VisitFilter | null },
  at = 'filter',
): Prisma.VisitWhereInput {
  return {
    AND: [
      { unionId },
      visibleVisits(viewer),
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
            : { campaignEnterprises: { [filter.listed ? 'some' : 'none']: { campaign: { active: true } } } },
      },
    ],
  }
}
