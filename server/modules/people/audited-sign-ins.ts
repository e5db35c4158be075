import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { AuditKind } from '#codegen/prisma/enums.ts'
import { audit } from '#server/log/audit.ts'
import { db } from '#server/postgres/db.ts'

/**
 * Writes down that a sign-in has failed. A username that no account has gets an entry as well, without the username, so that the
 * time of the answer tells nobody whether there is such an account.
 */
export const auditFailure = (username: string, address: string): Promise<void> =>
  auditAttempt('SIGN_IN_FAILURE', username, address)

// whoever goes on trying while sign-ins are refused makes one entry, and no write for each attempt
const lockouts = new RateLimiterMemory({ keyPrefix: 'lockout', points: 1, duration: 300 })

/** Writes down that sign-ins to an account are refused for a while, since too many have failed. */
export async function auditLockout(username: string, address: string): Promise<void> {
  const isFirst = await lockouts.consume(username).catch(() => null)
  if (isFirst) await auditAttempt('LOCKOUT', username, address)
}

async function auditAttempt(kind: AuditKind, username: string, address: string): Promise<void> {
  const account = await db.account.findUnique({ where: { username }, select: { id: true, unionId: true } })
  await audit({ kind, unionId: account?.unionId ?? null, accountId: account?.id ?? null, address })
}
