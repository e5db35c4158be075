import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { AuditKind } from '#codegen/prisma/enums.ts'
import { audit } from '#server/log/audit.ts'
import { db } from '#server/postgres/db.ts'
import { type Attempt, Lockout, limitAttempts } from './sign-in-limits.ts'

/**
 * One attempt to give the password of an account, as far as attempts are allowed: null where it failed. The audit has each that fails,
 * and that they are refused for a while. A username that no account has gets an entry as well, without the username, so that the
 * time of the answer tells nobody whether there is such an account.
 */
export async function attemptPassword<T>(by: Attempt, attempt: () => Promise<T | null>): Promise<T | null> {
  const found = await limitAttempts(by, attempt).catch(async (error) => {
    if (error instanceof Lockout) await auditLockout(by)
    throw error
  })
  if (!found) await auditAttempt('SIGN_IN_FAILURE', by)
  return found
}

// whoever goes on trying while sign-ins are refused makes one entry, and no write for each attempt
const lockouts = new RateLimiterMemory({ keyPrefix: 'lockout', points: 1, duration: 300 })

async function auditLockout(by: Attempt): Promise<void> {
  const isFirst = await lockouts.consume(by.username).catch(() => null)
  if (isFirst) await auditAttempt('LOCKOUT', by)
}

async function auditAttempt(kind: AuditKind, { username, address }: Attempt): Promise<void> {
  const account = await db.account.findUnique({ where: { username }, select: { id: true, unionId: true } })
  await audit({ kind, unionId: account?.unionId ?? null, accountId: account?.id ?? null, address })
}
