import { Prisma } from '#codegen/prisma/client.ts'
import type { ReminderKind } from '#codegen/prisma/enums.ts'
import { localDate } from '#server/platform/clock.ts'
import type { Recipients } from './recipients.ts'

export type Telling = {
  kind: ReminderKind
  to: Recipients
  /** Who did what they are told of, and is not told of it; null where nobody did. */
  actorId: string | null
  at: Date
  /** From when on it may make a sound. */
  ringsAt: Date
}

/** What somebody is told of: one of the two. */
export type Matter = { issueId: string; measureId?: null } | { measureId: string; issueId?: null }

/** Which reminders `r` are about a matter. */
const isAbout = ({ issueId = null, measureId = null }: Matter): Prisma.Sql =>
  issueId ? Prisma.sql`r."issueId" = ${issueId}::uuid` : Prisma.sql`r."measureId" = ${measureId}::uuid`

/**
 * Tells people of an issue or a measure, but for those who act by a link. Whoever is absent is told nothing; the deputy is, where one is named,
 * or the deputy's own, and so on. Where none of those who are named is there, the centre's duty officers are told, and else its chair. Nobody
 * is told of a kind that the person has turned off. What one is told now stands in place of what one was told of it before.
 */
export const tell = (
  unionId: string,
  matter: Matter,
  { kind, to, actorId, at, ringsAt }: Telling,
): Prisma.Sql => Prisma.sql`
    WITH RECURSIVE of_union AS (
      SELECT * FROM "Account" WHERE "unionId" = ${unionId}::uuid AND "disabledAt" IS NULL
        AND role IN ('COMMAND', 'AGENCY', 'CADRE') AND "issueId" IS NULL
    ), wanted AS (
      SELECT id, 1 AS turn FROM of_union WHERE rank::text = ANY(${[...(to.ranks ?? [])]}::text[])
        OR "agencyId" = ANY(${[...(to.agencyIds ?? [])]}::uuid[])
        OR "agencyId" = ANY(${[...(to.headsOf ?? [])]}::uuid[]) AND "isHead"
        OR role = 'CADRE' AND "zoneId" = ${to.zoneId ?? null}::uuid
      UNION ALL SELECT id, 2 FROM of_union WHERE rank = 'DUTY_OFFICER'
      UNION ALL SELECT id, 3 FROM of_union WHERE rank = 'CHAIR'
    ), absent AS (
      SELECT "accountId" AS id, "deputyId" FROM "Absence"
      WHERE "unionId" = ${unionId}::uuid AND ${localDate(ringsAt)}::date BETWEEN "fromOn" AND "toOn"
    ), asked AS (
      SELECT id, turn FROM wanted
      UNION SELECT b."deputyId", a.turn FROM asked a JOIN absent b ON b.id = a.id WHERE b."deputyId" IS NOT NULL
    ), there AS (
      SELECT DISTINCT a.id, a.turn FROM asked a JOIN of_union o ON o.id = a.id
      WHERE NOT EXISTS (SELECT 1 FROM absent b WHERE b.id = a.id)
    ), told AS (
      SELECT t.id FROM there t LEFT JOIN "ReminderSettings" s ON s."accountId" = t.id
      WHERE t.turn = (SELECT min(turn) FROM there) AND t.id IS DISTINCT FROM ${actorId}::uuid
        AND NOT ${kind}::"ReminderKind" = ANY(coalesce(s."mutedKinds", '{}'))
    ), former AS (
      UPDATE "Reminder" r SET "acknowledgedAt" = ${at} FROM told
      WHERE r."accountId" = told.id AND ${isAbout(matter)} AND r."acknowledgedAt" IS NULL
    )
    INSERT INTO "Reminder" (id, "unionId", "accountId", "issueId", "measureId", kind, at, "ringsAt")
    SELECT gen_random_uuid(), ${unionId}::uuid, id, ${matter.issueId ?? null}::uuid, ${matter.measureId ?? null}::uuid, ${kind}::"ReminderKind", ${at}, ${ringsAt} FROM told`

/**
 * What was told of an issue before a deed waits for nobody any more: for the people of agencies unless theirs has yet to take its
 * part, and for all others where the issue has moved on. It follows the statements that change the parts.
 */
export const settle = (issueId: string, isMoved: boolean, at: Date): Prisma.Sql => Prisma.sql`
  UPDATE "Reminder" r SET "acknowledgedAt" = ${at} FROM "Account" a
  WHERE r."issueId" = ${issueId}::uuid AND r."acknowledgedAt" IS NULL AND a.id = r."accountId"
    AND (${isMoved} OR a."agencyId" IS NOT NULL) AND NOT EXISTS (
      SELECT 1 FROM "IssuePart" p WHERE p."issueId" = r."issueId" AND p."agencyId" = a."agencyId"
        AND p."endedAt" IS NULL AND p.state = 'ASSIGNED')`

/** What was told of a measure waits for nobody any more. */
export const settleMeasure = (measureId: string, at: Date): Prisma.Sql => Prisma.sql`
  UPDATE "Reminder" SET "acknowledgedAt" = ${at}
  WHERE "measureId" = ${measureId}::uuid AND "acknowledgedAt" IS NULL`
