import type { Prisma } from '#codegen/prisma/client.ts'
import type { EventDraft } from '#server/log/catalogue.ts'
import { now } from '#server/platform/clock.ts'
import type { Tx } from '#server/postgres/db.ts'
import { type SessionEndReason, sessionEvents } from './events.ts'

/** Ends those sessions found by `where` that have not ended yet. Returns one event for each account that had any. */
export async function endSessions(
  tx: Tx,
  where: Prisma.SessionWhereInput,
  reason: SessionEndReason,
): Promise<EventDraft[]> {
  const ended = await tx.session.updateManyAndReturn({
    where: { AND: [where, { endedAt: null }] },
    data: { endedAt: now() },
    select: { accountId: true },
  })
  return [...new Set(ended.map(({ accountId }) => accountId))].map((accountId) =>
    sessionEvents.ended(
      { id: accountId },
      { reason, sessions: ended.filter((each) => each.accountId === accountId).length },
    ),
  )
}
