import { type CampaignState, Prisma } from '#codegen/prisma/client.ts'
import { many, oneOrNull, value } from '#server/log/load.ts'
import type { Sums } from './load.ts'
import type { Kept } from './moves.ts'

/** A merger that stands, with what is kept of it. */
type Merger = { id: string; intoId: string; at: Date; moved: Kept & { rows: { Visit: string[] } } }

/** A place that the double had in a list before the merger, and who has it now; null where nobody has. */
type FormerPlace = Kept['places'][number] & { state: CampaignState; holderId: string | null }

/** What has become of what went: the open issues and the accounts that go back, and whether the resumption was changed since. */
type Uses = { issueIds: string[]; accounts: string[]; isResumedSince: boolean }

const standing = (id: string): Prisma.Sql => Prisma.sql`
  FROM "EnterpriseMerger" m WHERE m."doubleId" = ${id}::uuid AND m."undoneAt" IS NULL`

/** Selects the row ids of a table that went by the merger of this entry. */
const wentOf = (table: string, id: string): Prisma.Sql =>
  Prisma.sql`SELECT jsonb_array_elements_text(m.moved -> 'rows' -> ${table})::uuid ${standing(id)}`

const other = (id: string): Prisma.Sql => Prisma.sql`SELECT "mergedIntoId" FROM "Enterprise" WHERE id = ${id}::uuid`

/** Selects the campaigns in whose lists an entry stood before it was merged. */
export const campaignsOf = (id: string): Prisma.Sql =>
  Prisma.sql`SELECT (jsonb_array_elements(m.moved -> 'places') ->> 'campaignId')::uuid ${standing(id)}`

/** The reads of the merger by which an entry leads to another one, and of what goes back to it. */
export const readMerged = (id: string) => ({
  merger: oneOrNull<Merger>(Prisma.sql`SELECT m.id, m."intoId", m.at, m.moved ${standing(id)}`),
  /** The double that was merged last, after this one, into the entry that this one leads to or was merged into. */
  later: oneOrNull<{ id: string; name: string }>(Prisma.sql`
    SELECT d.id, d.name FROM "EnterpriseMerger" l JOIN "Enterprise" d ON d.id = l."doubleId",
      (SELECT m.at, m."intoId" ${standing(id)}) own
    WHERE l."undoneAt" IS NULL AND l.at > own.at AND (l."intoId" IN (own."intoId", (${other(id)})) OR l."doubleId" = own."intoId")
    ORDER BY l.at DESC LIMIT 1`),
  formerPlaces: many<FormerPlace>(Prisma.sql`
    SELECT f.*, c.state, p."enterpriseId" AS "holderId"
    FROM (SELECT jsonb_array_elements(m.moved -> 'places') AS place ${standing(id)}) e,
      LATERAL jsonb_to_record(e.place) AS f("campaignId" uuid, position int, "isTaken" boolean)
      JOIN "Campaign" c ON c.id = f."campaignId" AND c.state IN ('DRAFT', 'ACTIVE')
      LEFT JOIN "CampaignEnterprise" p ON p."campaignId" = f."campaignId" AND p.position = f.position`),
  going: many<Sums>(Prisma.sql`
    SELECT ${id}::text AS "enterpriseId", i.code AS item, sum(o.requested)::int AS requested,
      sum(o.reserved)::int AS reserved, sum(o.received)::int AS received
    FROM "SupplyOrder" o JOIN "SupplyItem" i ON i.id = o."itemId"
    WHERE o."enterpriseId" = (${other(id)}) AND o.id IN (${wentOf('SupplyOrder', id)}) GROUP BY 2`),
  uses: value<Uses>(Prisma.sql`
    SELECT jsonb_build_object(
      'issueIds', (SELECT coalesce(jsonb_agg(i.id), '[]') FROM "Issue" i
        WHERE i."enterpriseId" = (${other(id)}) AND i.status = 'OPEN'
          AND (i.id IN (${wentOf('Issue', id)}) OR i."visitId" IN (${wentOf('Visit', id)})
            OR i."splitFromId" IN (${wentOf('Issue', id)}))),
      'accounts', (SELECT coalesce(jsonb_agg(a.id), '[]') FROM "Account" a
        WHERE a."enterpriseId" = (${other(id)}) AND a."disabledAt" IS NULL AND a.id IN (${wentOf('Account', id)})),
      'isResumedSince', EXISTS (SELECT FROM "ResumptionChange" c
        WHERE c."enterpriseId" = (${other(id)}) AND NOT c."neverHappened" AND c."recordedAt" > (SELECT m.at ${standing(id)}))
    ) AS value`),
})
