import { db } from '#server/postgres/db.ts'

/** What the enterprises of a zone add up to. */
export type ZoneFigures = {
  id: string
  enterprises: number
  resumed: number
  openIssues: number
  listed: number
  visited: number
}

/** Counts the enterprises of each of these zones. Listed are those of the active campaign's list, visited the listed ones. */
export async function readSums(zoneIds: readonly string[]): Promise<ZoneFigures[]> {
  const ids = [...zoneIds]
  const rows = await db.$queryRaw<ZoneFigures[]>`
    WITH listed AS (
      SELECT DISTINCT e."enterpriseId" AS id FROM "CampaignEnterprise" e JOIN "Campaign" c ON c.id = e."campaignId"
      WHERE c.state = 'ACTIVE' AND c."unionId" IN (SELECT "unionId" FROM "Zone" WHERE id = ANY(${ids}::uuid[]))
    )
    SELECT z.id, count(e.id)::int AS enterprises,
      (count(*) FILTER (WHERE e.resumption = 'RESUMED'))::int AS resumed,
      coalesce(sum(e."openIssues"), 0)::int AS "openIssues",
      count(l.id)::int AS listed,
      (count(l.id) FILTER (WHERE e.progress = 'DONE'))::int AS visited
    FROM unnest(${ids}::uuid[]) AS z(id) LEFT JOIN "Enterprise" e ON e."zoneId" = z.id AND e."retiredAt" IS NULL
      LEFT JOIN listed l ON l.id = e.id
    GROUP BY z.id`
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id)!)
}
