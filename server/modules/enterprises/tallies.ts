import type { TallyDelta } from '#server/log/tallies.ts'
import { atLocalTime } from '#server/platform/clock.ts'
import type { Tx } from '#server/postgres/db.ts'

/** The register's part of the union's tally, and the list's, from their rows; zeros left out, days as the stream keeps them. */
export async function recountEnterprises(tx: Tx, unionId: string): Promise<TallyDelta> {
  const [union] = await tx.$queryRaw<{ tally: TallyDelta }[]>`
    WITH by_state AS (
      SELECT resumption, count(*) AS n FROM "Enterprise"
      WHERE "unionId" = ${unionId}::uuid AND "retiredAt" IS NULL GROUP BY resumption
    ),
    by_day AS (
      SELECT to_char("resumptionOn", 'YYYY-MM-DD') AS day, jsonb_build_object('resumed', count(*)) AS figures
      FROM "Enterprise"
      WHERE "unionId" = ${unionId}::uuid AND "retiredAt" IS NULL AND resumption = 'RESUMED' AND "resumptionOn" IS NOT NULL
      GROUP BY 1
    ),
    campaign AS (SELECT id, target FROM "Campaign" WHERE "unionId" = ${unionId}::uuid AND state = 'ACTIVE')
    SELECT tally_prune(tally_add('{}', jsonb_build_object(
      'enterprises', (SELECT sum(n) FROM by_state),
      'resumption', (SELECT jsonb_object_agg(resumption, n) FROM by_state),
      'days', (SELECT jsonb_object_agg(day, figures) FROM by_day),
      'target', (SELECT sum(target) FROM campaign),
      'listed', (SELECT count(*) FROM "CampaignEnterprise" e JOIN campaign c ON c.id = e."campaignId")
    )), to_char(("lastAt" ${atLocalTime}) - interval '1 day', 'YYYY-MM-DD')) AS tally
    FROM "Stream" WHERE "unionId" = ${unionId}::uuid`
  return union!.tally
}
