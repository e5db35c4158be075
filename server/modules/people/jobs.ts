import { Prisma } from '#codegen/prisma/client.ts'
import { pruneJob } from '#server/jobs/prune.ts'

// tokens stay: the list at the desk shows which there were, and there are few
const notToken = Prisma.sql`kind <> 'TOKEN'`

/** Sessions that have ended or expired, and pairings and counts of failed sign-ins that are over, are of no use any more. */
export const pruneSessions = pruneJob('prune_sessions', '20 19 * * *', [
  { table: 'Session', column: 'endedAt', keptDays: 30, where: notToken },
  { table: 'Session', column: 'expiresAt', keptDays: 30, where: notToken },
  { table: 'WallPairing', column: 'expiresAt', keptDays: 1 },
])

/** A flood of sign-ins leaves as many counts, so they are deleted each hour. */
export const pruneSignInLimits = pruneJob('prune_sign_in_limits', '5 * * * *', [
  { table: 'SignInLimit', column: 'expire', keptDays: 0 },
])
