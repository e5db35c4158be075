import { Prisma } from '#codegen/prisma/client.ts'
import type { CommandRank, ReminderKind } from '#codegen/prisma/enums.ts'
import { localDate } from '#server/platform/clock.ts'

/** Who is told: the ranks of the command centre, the people of agencies or only their heads, and the cadre of a zone. */
export type Recipients = {
  ranks?: readonly CommandRank[]
  agencyIds?: readonly string[]
  headsOf?: readonly string[]
  zoneId?: string | null
}

export type Telling = {
  kind: ReminderKind
  to: Recipients
  /** Who did what they are told of, and is not told of it; null where nobody did. */
  actorId: string | null
  at: Date
  /** From when on it may make a sound. */
  ringsAt: Date
}

/** Everyday work comes to those who do it at the centre; the chair is told of what was not done. */
export const officeRanks: readonly CommandRank[] = ['DUTY_OFFICER', 'CLERK']

/**
 * Tells people of an issue, but for those who act by a link. Whoever is absent is told nothing; the deputy is, where one is named. Nobody is told of a
 * kind that the person has turned off. What one is told now stands in place of what one was told of the issue before. Where an agency has nobody to be told, the centre's duty officers are, and where the
 * centre has none of the ranks that are named, its chair is.
 */
export const tell = (unionId: string, issueId: string, { kind, to, actorId, at, ringsAt }: Telling): Prisma.Sql => {
  const agencies = [...(to.agencyIds ?? []), ...(to.headsOf ?? [])]
  return Prisma.sql`
    WITH of_union AS (
      SELECT * FROM "Account" WHERE "unionId" = ${unionId}::uuid AND "disabledAt" IS NULL
        AND role IN ('COMMAND', 'AGENCY', 'CADRE') AND "issueId" IS NULL
    ), named AS (
      SELECT id FROM of_union a WHERE rank::text = ANY(${[...(to.ranks ?? [])]}::text[])
        OR "agencyId" = ANY(${[...(to.agencyIds ?? [])]}::uuid[])
        OR "agencyId" = ANY(${[...(to.headsOf ?? [])]}::uuid[]) AND "isHead"
        OR role = 'CADRE' AND "zoneId" = ${to.zoneId ?? null}::uuid
      UNION
      SELECT id FROM of_union WHERE rank = 'DUTY_OFFICER' AND EXISTS (
        SELECT 1 FROM unnest(${agencies}::uuid[]) AS agency
        WHERE NOT EXISTS (SELECT 1 FROM of_union o WHERE o."agencyId" = agency))
    ), whole AS (
      SELECT id FROM named
      UNION
      SELECT id FROM of_union WHERE rank = 'CHAIR' AND ${(to.ranks ?? []).length > 0} AND NOT EXISTS (SELECT 1 FROM named)
    ), present AS (
      SELECT DISTINCT CASE WHEN b.id IS NULL THEN w.id ELSE b."deputyId" END AS id
      FROM whole w LEFT JOIN LATERAL (
        SELECT * FROM "Absence" b WHERE b."accountId" = w.id
          AND ${localDate(ringsAt)}::date BETWEEN b."fromOn" AND b."toOn" ORDER BY b.id LIMIT 1) b ON true
    )
, former AS (
      UPDATE "Reminder" r SET "acknowledgedAt" = ${at} FROM present p
      WHERE r."accountId" = p.id AND r."issueId" = ${issueId}::uuid AND r."acknowledgedAt" IS NULL
    )
    INSERT INTO "Reminder" (id, "unionId", "accountId", "issueId", kind, at, "ringsAt")
    SELECT gen_random_uuid(), ${unionId}::uuid, p.id, ${issueId}::uuid, ${kind}::"ReminderKind", ${at}, ${ringsAt}
    FROM present p JOIN of_union a ON a.id = p.id LEFT JOIN "ReminderSettings" s ON s."accountId" = p.id
    WHERE p.id IS DISTINCT FROM ${actorId}::uuid AND NOT ${kind}::"ReminderKind" = ANY(coalesce(s."mutedKinds", '{}'))`
}

/** What was told of an issue before it moved on waits for nobody any more. */
export const settle = (issueId: string, at: Date): Prisma.Sql => Prisma.sql`
  UPDATE "Reminder" SET "acknowledgedAt" = ${at} WHERE "issueId" = ${issueId}::uuid AND "acknowledgedAt" IS NULL`
