import { Prisma } from '#codegen/prisma/client.ts'
import { pruneJob } from '#server/jobs/prune.ts'

/** Rosters that were previewed a day ago and never applied hold names and phone numbers that nobody needs. */
export const pruneRosters = pruneJob('prune_rosters', '30 19 * * *', [
  { table: 'RosterImport', column: 'createdAt', keptDays: 1, where: Prisma.sql`"appliedAt" IS NULL`, batch: 10 },
])
