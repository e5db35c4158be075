import type { Prisma } from '#codegen/prisma/client.ts'
import type { VisitOutcome, VisitState } from '#codegen/prisma/enums.ts'
import { dateOf, momentsOf } from '#server/platform/clock.ts'
import type { Viewer } from '#server/platform/context.ts'
import { optionalRowId } from '#server/platform/ids.ts'
import { visibleVisits } from './access.ts'

/** What narrows a list of visits, by global ids; what is left out does not. */
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

/** The filter of the list, the export and the count alike. */
export function listed(
  viewer: Viewer,
  { unionId, filter }: { unionId: string; filter?: VisitFilter | null },
): Prisma.VisitWhereInput {
  return {
    AND: [
      { unionId },
      visibleVisits(viewer),
      {
        squadId: optionalRowId('Squad', filter?.squadId, 'filter.squadId') ?? undefined,
        enterpriseId: optionalRowId('Enterprise', filter?.enterpriseId, 'filter.enterpriseId') ?? undefined,
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
