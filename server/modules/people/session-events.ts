import type { Prisma } from '#codegen/prisma/client.ts'
import type { EventDraft } from '#server/log/catalogue.ts'
import { now } from '#server/platform/clock.ts'
import type { Tx } from '#server/postgres/db.ts'
import { sessionEvents } from './events.ts'

/** Why sessions end. */
export type EndReason = 'signed_out' | 'account_disabled' | 'password_set' | 'token_revoked'

/** Ends the living sessions that `where` finds, and says so: one event for each account. */
export async function endSessions(tx: Tx, where: Prisma.SessionWhereInput, reason: EndReason): Promise<EventDraft[]> {
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
