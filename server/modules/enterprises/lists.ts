import type { Prisma } from '#codegen/prisma/client.ts'
import { CampaignState, type Resumption, type VisitProgress } from '#codegen/prisma/enums.ts'
import type { Viewer } from '#server/platform/context.ts'
import { type DateRange, daysIn } from '#server/platform/date-range.ts'
import { optionalRowId } from '#server/platform/ids.ts'
import { checkReadable, present } from '#server/platform/narrowing.ts'
import { ofUnions } from '#server/platform/of-unions.ts'
import { inUseOr } from '#server/platform/retired.ts'
import { seesDetails, visibleEnterprises } from './access.ts'
import { enterpriseSearch } from './searched.ts'

/** What a list of enterprises is narrowed by, with global ids. A field that is left out does not narrow it. */
export type EnterpriseFilter = {
  zoneId?: string | null
  resumption?: Resumption[] | null
  progress?: VisitProgress[] | null
  industry?: string | null
  listed?: boolean | null
  hasOpenIssues?: boolean | null
  resumed?: DateRange | null
  hasZone?: boolean | null
  retired?: boolean | null
}

/** What a list of enterprises is narrowed by that stands in no index in its order. */
export const scatteredInEnterprises = ['resumed', 'hasZone', 'retired'] as const

/**
 * Of which unions a list of enterprises is, with the words that are searched for and the filter. `ofNumber` are those that were found
 * by the phone number which the search is.
 */
export type EnterpriseQuery = {
  unionIds: readonly string[]
  search?: string | null
  ofNumber?: readonly string[]
  filter?: EnterpriseFilter | null
}

/**
 * The Prisma filter for the enterprises of these unions that the viewer may see, narrowed by `search` and `filter`. The
 * list, its count and its export all use it. INVALID or NOT_FOUND: the zone of the filter is no id, or an id of another
 * type. INVALID: a range of days is the wrong way round, or the viewer may not read what the filter names. `at` is the path to the filter in the caller’s arguments.
 */
export function enterpriseWhere(
  viewer: Viewer,
  { unionIds, search, ofNumber = [], filter }: EnterpriseQuery,
  at = 'filter',
): Prisma.EnterpriseWhereInput {
  checkReadable(seesDetails(viewer), filter?.industry, `${at}.industry`)
  const resumptionOn = daysIn(filter?.resumed, `${at}.resumed`)
  const onTheList = { some: { campaign: { state: CampaignState.ACTIVE } } }
  return {
    AND: [
      ofUnions(unionIds),
      visibleEnterprises(viewer),
      found(enterpriseSearch(viewer, search), ofNumber),
      {
        zoneId: optionalRowId('Zone', filter?.zoneId, `${at}.zoneId`) ?? undefined,
        resumption: filter?.resumption ? { in: filter.resumption } : undefined,
        progress: filter?.progress ? { in: filter.progress } : undefined,
        industry: filter?.industry ?? undefined,
        campaignEnterprises: filter?.listed == null ? undefined : filter.listed ? onTheList : { none: onTheList.some },
        openIssues: filter?.hasOpenIssues == null ? undefined : filter.hasOpenIssues ? { gt: 0 } : 0,
      },
      inUseOr(filter?.retired),
      { zoneId: present(filter?.hasZone), ...(resumptionOn && { resumption: 'RESUMED', resumptionOn }) },
    ],
  }
}

/** What fits each word of a search, or was found by its number. */
const found = (words: Prisma.EnterpriseWhereInput[], ofNumber: readonly string[]): Prisma.EnterpriseWhereInput =>
  ofNumber.length > 0 ? { OR: [{ AND: words }, { id: { in: [...ofNumber] } }] } : { AND: words }
