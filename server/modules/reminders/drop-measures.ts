import { Prisma } from '#codegen/prisma/client.ts'

/**
 * Drops those of these measures `m` that are still to be carried out, because what they were taken for was entered wrongly, and
 * silences what was told of them. The enterprise is locked, and the event is that of what was wrong.
 */
export const dropMeasures = (which: Prisma.Sql, reason: string, at: Date): Prisma.Sql => Prisma.sql`
  WITH dropped AS (
    UPDATE "Measure" m SET state = 'DROPPED', "dropReason" = ${reason}, "endedAt" = ${at}::timestamptz, "alarmAt" = NULL
    WHERE m.state = 'OPEN' AND ${which} RETURNING id
  )
  UPDATE "Reminder" r SET "acknowledgedAt" = ${at}::timestamptz FROM dropped
  WHERE r."measureId" = dropped.id AND r."acknowledgedAt" IS NULL`
