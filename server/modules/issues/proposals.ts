import type { Agency, Issue, IssueRoute } from '#codegen/prisma/client.ts'
import type { AgencyKind, IssueCategory } from '#codegen/prisma/enums.ts'
import { inUse } from '#server/platform/retired.ts'
import { db } from '#server/postgres/db.ts'

/** What of a union decides who is proposed: its agencies in use, with the zones of communities, and its routes. */
type Routing = { agencies: (Agency & { zones: { id: string }[] })[]; routes: IssueRoute[] }

/** Which kinds of agency usually take a category, the first of them that the union has. A union's own routes come before. */
const usualKinds: Record<IssueCategory, readonly AgencyKind[]> = {
  SUPPLIES: ['SUBDISTRICT', 'UNION'],
  WORKERS: ['UNION', 'SUBDISTRICT'],
  FUNDS: ['SUBDISTRICT', 'TAX'],
  TAX: ['TAX'],
  LOGISTICS: ['POLICE', 'SUBDISTRICT'],
  RENT: ['COMMUNITY', 'SUBDISTRICT'],
  EPIDEMIC: ['COMMUNITY', 'SUBDISTRICT'],
  LICENCE: ['COMMERCE', 'FOOD_DRUG'],
  MARKET: ['COMMERCE'],
  OTHER: ['SUBDISTRICT', 'UNION'],
}

/** Reads what decides who is proposed in these unions. */
export async function readRouting(unionIds: readonly string[]): Promise<Routing> {
  const where = { unionId: { in: [...unionIds] } }
  const [agencies, routes] = await Promise.all([
    db.agency.findMany({
      where: { ...where, ...inUse },
      include: { zones: { select: { id: true } } },
      orderBy: [{ kind: 'asc' }, { name: 'asc' }],
    }),
    db.issueRoute.findMany({ where }),
  ])
  return { agencies, routes }
}

/**
 * Who should take an issue: whoever the squad or the agency that returned it has proposed, else the union's route for the
 * category in the zone or in all zones, else an agency of the usual kind, of which a community answers for the zone. Null
 * where the union has none of these.
 */
export function proposalFor(
  { unionId, category, proposedAgencyId }: Pick<Issue, 'unionId' | 'category' | 'proposedAgencyId'>,
  zoneId: string | null,
  { agencies, routes }: Routing,
): Agency | null {
  const own = agencies.filter((agency) => agency.unionId === unionId)
  const byId = (id: string | null | undefined) => own.find((agency) => agency.id === id)
  const fitting = routes.filter((route) => route.unionId === unionId && route.category === category)
  const routeFor = (zone: string | null) => byId(fitting.find((route) => route.zoneId === zone)?.agencyId)
  const usual = () =>
    usualKinds[category]
      .flatMap((kind) => own.filter((agency) => agency.kind === kind))
      .find(({ kind, zones }) => kind !== 'COMMUNITY' || zones.some(({ id }) => id === zoneId))
  return byId(proposedAgencyId) ?? (zoneId ? routeFor(zoneId) : undefined) ?? routeFor(null) ?? usual() ?? null
}
