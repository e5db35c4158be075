import type { TallyDelta } from '#server/log/tallies.ts'
import { atLocalTime } from '#server/platform/clock.ts'
import type { Tx } from '#server/postgres/db.ts'

/** The part of the tallies that is counted from visits: the union's, and those of its squads by their row ids. */
export type VisitTallies = { union: TallyDelta; squads: Record<string, TallyDelta> }

/**
 * Counts the visits' part of a union's tallies again from the rows. Zeros are left out, and days are counted as far
 * back as the stream keeps them.
 */
export async function recountVisits(tx: Tx, unionId: string): Promise<VisitTallies> {
  const [union] = await tx.$queryRaw<{ tally: TallyDelta }[]>`
    WITH own AS (SELECT * FROM "Visit" WHERE "unionId" = ${unionId}::uuid AND state NOT IN ('VOIDED', 'SKIPPED')),
    cell AS (
      SELECT bool_or(counts) AS done, bool_or(state = 'ARRIVED') AS here, bool_or(state = 'PLANNED') AS planned,
        bool_or(state = 'PLANNED' AND cardinality(steps) > 0) AS begun, EXISTS (
          SELECT 1 FROM "CampaignEnterprise" e JOIN "Campaign" c ON c.id = e."campaignId"
          WHERE e."enterpriseId" = own."enterpriseId" AND c.state = 'ACTIVE'
        ) AS listed
      FROM own GROUP BY "enterpriseId"
    ),
    by_day AS (
      SELECT day, jsonb_build_object('planned', sum(planned), 'finished', sum(finished), 'visited', sum(visited)) AS figures
      FROM (
        SELECT to_char("plannedOn", 'YYYY-MM-DD') AS day, 1 AS planned, (state = 'FINISHED')::int AS finished, 0 AS visited
        FROM own
        UNION ALL
        SELECT to_char("finishedAt" ${atLocalTime}, 'YYYY-MM-DD'), 0, 0, 1 FROM own WHERE counts
      ) each GROUP BY day
    )
    SELECT tally_prune(tally_add('{}', jsonb_build_object(
      'visited', (SELECT count(*) FROM cell WHERE listed AND done),
      'underWay', (SELECT count(*) FROM cell WHERE listed AND NOT done AND (here OR begun)),
      'planned', (SELECT count(*) FROM cell WHERE listed AND NOT done AND NOT here AND NOT begun AND planned),
      'visitedOutside', (SELECT count(*) FROM cell WHERE NOT listed AND done),
      'onSite', (SELECT count(*) FROM own WHERE state = 'ARRIVED'),
      'days', (SELECT jsonb_object_agg(day, figures) FROM by_day)
    )), to_char(("lastAt" ${atLocalTime}) - interval '1 day', 'YYYY-MM-DD')) AS tally
    FROM "Stream" WHERE "unionId" = ${unionId}::uuid`
  return { union: union!.tally, squads: await recountSquads(tx, unionId) }
}

/** Where each squad is now, and its stops by day. */
async function recountSquads(tx: Tx, unionId: string): Promise<Record<string, TallyDelta>> {
  const squads = await tx.$queryRaw<{ id: string; tally: TallyDelta }[]>`
    WITH by_day AS (
      SELECT "squadId", to_char("plannedOn", 'YYYY-MM-DD') AS day,
        jsonb_build_object('planned', count(*), 'finished', count(*) FILTER (WHERE state = 'FINISHED')) AS figures
      FROM "Visit" WHERE "unionId" = ${unionId}::uuid AND state NOT IN ('VOIDED', 'SKIPPED') GROUP BY 1, 2
    )
    SELECT q.id, tally_prune(tally_add('{}', jsonb_build_object(
      'visitId', v.id,
      'enterpriseId', v."enterpriseId",
      'since', to_char(v."arrivedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'step', v.steps[cardinality(v.steps)],
      'steps', v.steps,
      'days', (SELECT jsonb_object_agg(day, figures) FROM by_day WHERE by_day."squadId" = q.id)
    )), to_char((s."lastAt" ${atLocalTime}) - interval '1 day', 'YYYY-MM-DD')) AS tally
    FROM "Squad" q JOIN "Stream" s ON s."unionId" = q."unionId" LEFT JOIN "Visit" v ON v.id = q."currentVisitId"
    WHERE q."unionId" = ${unionId}::uuid`
  return Object.fromEntries(squads.map(({ id, tally }) => [id, tally]))
}
