import { Prisma } from '#codegen/prisma/client.ts'
import { pruneJob } from '#server/jobs/prune.ts'
import { mostDays } from '#server/platform/report-limits.ts'

/**
 * By how many days the clocks of nodes and of the database may differ. It is far more than they do: a receipt that is
 * kept too long harms nobody.
 */
const clockDays = 2

/** For how many days a clientId is known whose input did not say when it happened. No token of today lasts as long. */
const undatedDays = 400

/**
 * Receipts are kept as long as the same input could still be accepted. One that says when it happened is refused after sixty
 * days, and may have been sent before that time by the difference of two clocks.
 */
export const pruneReceipts = pruneJob('prune_receipts', '10 19 * * *', [
  { table: 'Receipt', column: 'at', keptDays: mostDays + clockDays, where: Prisma.sql`"isDated"` },
  { table: 'Receipt', column: 'at', keptDays: undatedDays, where: Prisma.sql`NOT "isDated"` },
])
