import { Prisma } from '#codegen/prisma/client.ts'
import { pruneJob } from '#server/jobs/prune.ts'

/**
 * An entry is kept for a year: the law asks for half a year, and the database deletes nothing earlier. Entries about usernames
 * that no account has are many where somebody guesses, and tell little.
 */
export const pruneAudit = pruneJob('prune_audit', '55 19 * * *', [
  { table: 'AuditEntry', column: 'at', keptDays: 366 },
  { table: 'AuditEntry', column: 'at', keptDays: 7, where: Prisma.sql`"unionId" IS NULL` },
])
