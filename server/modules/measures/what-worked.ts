import { Prisma } from '#codegen/prisma/client.ts'
import type { IssueCategory } from '#codegen/prisma/enums.ts'
import type { Viewer } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { readsAllMeasures, visibleMeasured } from './access.ts'
import { fewest, mostForEnterprise, mostNamed } from './limits.ts'

/** What a kind of measure has come to for the closed issues of one category. */
export type Worked = {
  category: IssueCategory
  /** The words that were used for it most often. */
  what: string
  /** For how many closed issues it was carried out, and for how many of them it worked, or worked in part. */
  tried: number
  worked: number
  partly: number
  /** The middle of the days from the measure to the end of the issue; null where it helped for fewer than five issues. */
  medianDays: number | null
}

/**
 * What worked for the issues of a union that are closed: for each category the kinds of measure that helped for most issues. A
 * kind is what has the same words, whatever its numbers are: nobody keeps a catalogue, and who repeats a measure repeats its
 * words, since he chooses it from this list. Where a kind was carried out several times for one issue, that counts once, with the
 * best of its results and from the first that helped. Of kinds that helped for as many issues the one that worked whole for more
 * stands first, then the one that was tried less often, then the one whose words come first. Whoever may not read the measures of
 * all enterprises is shown the kinds alone that were taken at two or more: the words of one might name it.
 */
export const readWhatWorked = (
  viewer: Viewer,
  unionId: string,
  category: IssueCategory | null | undefined,
): Promise<Worked[]> =>
  db.$queryRaw<Worked[]>`
    WITH tried AS (
      SELECT i.category, m.form, i.id, bool_or(m.result = 'WORKED') AS worked, bool_or(m.result <> 'FAILED') AS helped,
        i."enterpriseId",
        extract(epoch FROM i."closedAt" - min(m."recordedAt") FILTER (WHERE m.result <> 'FAILED')) / 86400 AS days
      FROM "Issue" i JOIN "MeasureIssue" l ON l."issueId" = i.id JOIN "Measure" m ON m.id = l."measureId"
      WHERE i."unionId" = ${unionId}::uuid AND i.status = 'CLOSED' AND m.state = 'DONE'
        AND ${category ? Prisma.sql`i.category = ${category}::"IssueCategory"` : Prisma.sql`true`}
      GROUP BY i.category, m.form, i.id, i."closedAt"
    ), kind AS (
      SELECT category, form, count(*)::int AS tried, count(DISTINCT "enterpriseId") AS places, count(*) FILTER (WHERE worked)::int AS worked,
        count(*) FILTER (WHERE helped)::int AS helped,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(days, 0)) FILTER (WHERE helped) AS days
      FROM tried GROUP BY category, form
    ), placed AS (
      SELECT *, row_number() OVER (PARTITION BY category ORDER BY helped DESC, worked DESC, tried, form COLLATE "C") AS place
      FROM kind WHERE helped > 0 AND (${readsAllMeasures(viewer)} OR places > 1)
    )
    SELECT p.category, p.tried, p.worked, p.helped - p.worked AS partly,
      CASE WHEN p.helped >= ${fewest}::int THEN round(p.days::numeric, 1)::float END AS "medianDays",
      (
        SELECT mode() WITHIN GROUP (ORDER BY m.what)
        FROM "Measure" m JOIN "MeasureIssue" l ON l."measureId" = m.id JOIN "Issue" i ON i.id = l."issueId"
        WHERE i."unionId" = ${unionId}::uuid AND i.category = p.category AND i.status = 'CLOSED' AND m.state = 'DONE'
          AND m.form = p.form AND m.result <> 'FAILED'
      ) AS what
    FROM placed p WHERE place <= ${mostNamed}::int ORDER BY p.category, place`

/**
 * What worked for such issues as each of these enterprises has open and the viewer may see; after that the first of every other
 * category, for what comes up at the door.
 */
export async function readWorkedFor(viewer: Viewer, enterpriseIds: readonly string[]): Promise<Worked[][]> {
  const rows = await db.$queryRaw<{ id: string; unionId: string; open: IssueCategory[] }[]>`
    SELECT e.id, e."unionId", ARRAY(
      SELECT DISTINCT i.category::text FROM "Issue" i
      WHERE i."enterpriseId" = e.id AND i.status = 'OPEN' AND ${visibleMeasured.sql(viewer, 'i')}) AS open
    FROM "Enterprise" e WHERE e.id = ANY(${[...enterpriseIds]}::uuid[])`
  const worked = new Map<string, Worked[]>()
  for (const unionId of new Set(rows.map((row) => row.unionId)))
    worked.set(unionId, await readWhatWorked(viewer, unionId, null))
  return enterpriseIds.map((id) => {
    const { unionId, open } = rows.find((row) => row.id === id)!
    const all = worked.get(unionId)!
    const such = all.filter(({ category }) => open.includes(category))
    const others = all.filter(
      ({ category }, place) =>
        !open.includes(category) && all.findIndex((each) => each.category === category) === place,
    )
    return [...such, ...others].slice(0, mostForEnterprise)
  })
}
