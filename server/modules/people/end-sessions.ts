import { Prisma, type Session } from '#codegen/prisma/client.ts'
import { many, type Read } from '#server/log/load.ts'
import { updateAll } from '#server/log/rows.ts'
import type { Decision } from '#server/log/write.ts'
import { type SessionEndReason, sessionEvents } from './events.ts'

type OpenSession = Pick<Session, 'id'>

/** Reads those sessions that have not ended. The condition is about the columns of "Session". */
export const readOpenSessions = (where: Prisma.Sql): Read<OpenSession[]> =>
  many(Prisma.sql`SELECT id FROM "Session" WHERE "endedAt" IS NULL AND ${where}`)

/** What ends open sessions of one account, with one event where there are any. */
export function endSessions(
  accountId: string,
  sessions: OpenSession[],
  reason: SessionEndReason,
  endedAt: Date,
): Pick<Decision, 'writes' | 'events'> {
  if (sessions.length === 0) return { writes: [], events: [] }
  const ids = sessions.map(({ id }) => id)
  return {
    writes: [updateAll('Session', ids, { endedAt })],
    events: [sessionEvents.ended({ id: accountId }, { reason, sessions: ids.length })],
  }
}
