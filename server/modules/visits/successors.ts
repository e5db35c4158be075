import { Prisma, type Visit } from '#codegen/prisma/client.ts'
import { many, type Read } from '#server/log/load.ts'
import { plus, type TallyDelta } from '#server/log/tallies.ts'
import { atLocalTime, localDate } from '#server/platform/clock.ts'
import { onDay } from './load.ts'

/** Reads the enterprise's DONE visits of the campaign's days that lack nothing, but for this one, the earliest end first. */
export const readSuccessors = (visitId: string): Read<Visit[]> =>
  many(Prisma.sql`
    SELECT n.* FROM "Visit" n JOIN "Visit" v ON v."enterpriseId" = n."enterpriseId"
    LEFT JOIN "Campaign" c ON c."unionId" = n."unionId" AND c.state = 'ACTIVE'
    WHERE v.id = ${visitId}::uuid AND n.id <> v.id AND n.state = 'FINISHED' AND n.outcome = 'DONE' AND n.missing = '{}'
      AND (c.id IS NULL OR (n."finishedAt" ${atLocalTime})::date BETWEEN c."startsOn" AND c."endsOn")
    ORDER BY n."finishedAt", n.id`)

/** The days of the visit that counted, where one did, and of the one that counts in its place. */
export function visitedDelta(counted: Visit | undefined, successor: Visit | undefined): TallyDelta {
  if (!counted) return {}
  const removed = onDay(localDate(counted.finishedAt!), { visited: -1 })
  return successor ? plus(removed, onDay(localDate(successor.finishedAt!), { visited: 1 })) : removed
}
