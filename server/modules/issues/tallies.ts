import type { TallyDelta } from '#server/log/tallies.ts'
import { steps } from '#server/modules/calendars/clock-steps.ts'
import { atLocalTime } from '#server/platform/clock.ts'
import type { Tx } from '#server/postgres/db.ts'
import { redUrgencies, runningStates } from './standing.ts'

/**
 * The issues' part of a union's tally, counted again from the rows. Days are counted as far back as the stream keeps
 * them.
 */
export async function recountIssues(tx: Tx, unionId: string): Promise<TallyDelta> {
  const [row] = await tx.$queryRaw<{ tally: TallyDelta }[]>`
    WITH own AS (SELECT * FROM "Issue" WHERE "unionId" = ${unionId}::uuid AND status <> 'VOIDED'),
    open_states AS (SELECT state, count(*) AS issues FROM own WHERE status = 'OPEN' GROUP BY 1),
    by_agency AS (
      SELECT "agencyId", count(*) AS issues FROM own
      WHERE status = 'OPEN' AND "agencyId" IS NOT NULL GROUP BY 1
    ),
    by_day AS (
      SELECT to_char("openedAt" ${atLocalTime}, 'YYYY-MM-DD') AS day, count(*) AS issues
      FROM own GROUP BY 1
    )
    SELECT tally_prune(tally_add('{}', jsonb_build_object(
      'issues', (SELECT count(*) FROM own),
      'openIssues', (SELECT count(*) FROM own WHERE status = 'OPEN'),
      'redIssues', (SELECT count(*) FROM own WHERE status = 'OPEN' AND urgency::text = ANY(${redUrgencies})),
      'overdueIssues', (SELECT count(*) FROM own WHERE "clockStep" >= ${steps.overdue} AND state::text = ANY(${[...runningStates]})),
      'issueStates', (SELECT jsonb_object_agg(state, issues) FROM open_states),
      'agencyIssues', (SELECT jsonb_object_agg("agencyId", issues) FROM by_agency),
      'days', (SELECT jsonb_object_agg(day, jsonb_build_object('issues', issues)) FROM by_day)
    )), to_char(("lastAt" ${atLocalTime}) - interval '1 day', 'YYYY-MM-DD')) AS tally
    FROM "Stream" WHERE "unionId" = ${unionId}::uuid`
  return row!.tally
}
