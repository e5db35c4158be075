import { type Enterprise, Prisma, type Squad, type Visit } from '#codegen/prisma/client.ts'
import { visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { visibleSquads } from '#server/modules/squads/access.ts'
import { mostSquads } from '#server/modules/squads/limits.ts'
import type { Viewer } from '#server/platform/context.ts'
import { inUse } from '#server/platform/retired.ts'
import { db } from '#server/postgres/db.ts'
import { visibleVisits } from './access.ts'

/** How many stops of the day a proposal shows of a squad. */
export const mostPlanned = 50

/** How many stops of earlier days, and how many enterprises, are proposed to a squad. */
export const mostProposed = 30

/** How many proposals there are for a day: one for each squad. */
export const mostProposals = mostSquads

/** What a squad has on a day, and what may be put on its list. */
export type SquadProposal = { squad: Squad; planned: Visit[]; leftOvers: Visit[]; unvisited: Enterprise[] }

type SquadInZones = Squad & { zones: { id: string }[] }

/** The proposals for a day of a union, by the numbers of the squads. */
export async function readProposals(viewer: Viewer, unionId: string, on: string): Promise<SquadProposal[]> {
  const squads = await db.squad.findMany({
    where: { AND: [{ unionId }, inUse, visibleSquads(viewer)] },
    include: { zones: { select: { id: true } } },
    orderBy: { number: 'asc' },
  })
  const [planned, leftOvers, candidates] = await Promise.all([
    readIds(plannedStops(viewer, unionId, on)),
    readIds(leftOverStops(viewer, unionId, on)),
    readCandidates(viewer, unionId, squads),
  ])
  const stops = new Map([...planned].map(([squadId, ids]) => [squadId, ids.length]))
  const unvisited = shareOut(squads, candidates, stops)
  const [visits, enterprises] = await Promise.all([
    readVisits(viewer, [...planned.values(), ...leftOvers.values()].flat()),
    readEnterprises(viewer, [...unvisited.values()].flat()),
  ])
  return squads.map((squad) => ({
    squad,
    planned: rowsOf(visits, planned.get(squad.id)),
    leftOvers: rowsOf(visits, leftOvers.get(squad.id)),
    unvisited: rowsOf(enterprises, unvisited.get(squad.id)),
  }))
}

/** Numbers the stops of each squad of the day. */
const plannedStops = (viewer: Viewer, unionId: string, on: string) => Prisma.sql`
  SELECT v.id, v."squadId", row_number() OVER (PARTITION BY v."squadId" ORDER BY v.stop, v.id) AS n, ${mostPlanned}::int AS most
  FROM "Visit" v
  WHERE v."unionId" = ${unionId}::uuid AND v."plannedOn" = ${on}::date AND v.state <> 'VOIDED'
    AND ${visibleVisits.sql(viewer, 'v')}`

/** Numbers the planned stops of earlier days of each squad, the oldest first. */
const leftOverStops = (viewer: Viewer, unionId: string, on: string) => Prisma.sql`
  SELECT v.id, v."squadId", row_number() OVER (PARTITION BY v."squadId" ORDER BY v."plannedOn", v.stop, v.id) AS n,
    ${mostProposed}::int AS most
  FROM "Visit" v
  WHERE v."unionId" = ${unionId}::uuid AND v."plannedOn" < ${on}::date AND v.state = 'PLANNED'
    AND ${visibleVisits.sql(viewer, 'v')}`

/** The ids of the first stops of each squad, in their order. */
async function readIds(stops: Prisma.Sql): Promise<Map<string, string[]>> {
  const rows = await db.$queryRaw<{ id: string; squadId: string }[]>`
    SELECT id, "squadId" FROM (${stops}) s WHERE n <= most ORDER BY n`
  const ids = new Map<string, string[]>()
  for (const { id, squadId } of rows) ids.set(squadId, [...(ids.get(squadId) ?? []), id])
  return ids
}

type Candidate = { id: string; zoneId: string }

/**
 * Enterprises of the squads' zones that are neither visited nor planned: those on the campaign's list first, then as many of
 * each zone as its squads can be proposed, all in the order of their addresses.
 */
function readCandidates(viewer: Viewer, unionId: string, squads: readonly SquadInZones[]): Promise<Candidate[]> {
  const most = new Map<string, number>()
  for (const { id } of squads.flatMap(({ zones }) => zones)) most.set(id, (most.get(id) ?? 0) + mostProposed)
  const onTheList = Prisma.sql`
    SELECT p."enterpriseId" FROM "CampaignEnterprise" p JOIN "Campaign" c ON c.id = p."campaignId"
    WHERE c.state = 'ACTIVE' AND c."unionId" = ${unionId}::uuid`
  return db.$queryRaw<Candidate[]>`
    WITH zone AS (
      SELECT * FROM unnest(${[...most.keys()]}::uuid[], ${[...most.values()]}::int[]) AS z(id, most)
    )
    SELECT e.id, e."zoneId" FROM (
      SELECT e.id, e."zoneId", e.address, 1 AS rank FROM "Enterprise" e
      WHERE e.id IN (${onTheList}) AND e."zoneId" IN (SELECT id FROM zone) AND e.progress = 'NOT_PLANNED' AND e."retiredAt" IS NULL
        AND ${visibleEnterprises.sql(viewer, 'e')}
      UNION ALL
      SELECT e.*, 2 FROM zone CROSS JOIN LATERAL (
        SELECT e.id, e."zoneId", e.address FROM "Enterprise" e
        WHERE e."zoneId" = zone.id AND e.progress = 'NOT_PLANNED' AND e."retiredAt" IS NULL
          AND ${visibleEnterprises.sql(viewer, 'e')} AND NOT EXISTS (
            SELECT FROM "CampaignEnterprise" p JOIN "Campaign" c ON c.id = p."campaignId"
            WHERE p."enterpriseId" = e.id AND c.state = 'ACTIVE'
          )
        ORDER BY e.address, e.id LIMIT zone.most
      ) e
    ) e ORDER BY e.rank, e.address, e.id`
}

/**
 * Gives each enterprise to one squad of its zone: to the one that has the fewest stops of the day and enterprises so far,
 * of several to the one with the lowest number.
 */
function shareOut(
  squads: readonly SquadInZones[],
  candidates: readonly Candidate[],
  stops: ReadonlyMap<string, number>,
): Map<string, string[]> {
  const given = new Map(squads.map(({ id }) => [id, [] as string[]]))
  const load = (squadId: string) => (stops.get(squadId) ?? 0) + given.get(squadId)!.length
  for (const { id, zoneId } of candidates) {
    const [next] = squads
      .filter((squad) => given.get(squad.id)!.length < mostProposed && squad.zones.some((zone) => zone.id === zoneId))
      .toSorted((a, b) => load(a.id) - load(b.id))
    if (next) given.get(next.id)!.push(id)
  }
  return given
}

const byId = <R extends { id: string }>(rows: R[]) => new Map(rows.map((row) => [row.id, row]))

const readVisits = async (viewer: Viewer, ids: string[]) =>
  byId(await db.visit.findMany({ where: { AND: [{ id: { in: ids } }, visibleVisits(viewer)] } }))

const readEnterprises = async (viewer: Viewer, ids: string[]) =>
  byId(await db.enterprise.findMany({ where: { AND: [{ id: { in: ids } }, visibleEnterprises(viewer)] } }))

const rowsOf = <R>(rows: ReadonlyMap<string, R>, ids: readonly string[] = []): R[] =>
  ids.flatMap((id) => rows.get(id) ?? [])
