import { Prisma } from '#codegen/prisma/client.ts'
import { pruneJob } from '#server/jobs/prune.ts'
import { keptDays } from './limits.ts'

/** The content of photos that were all voided a month ago is deleted; that they were there stays written. */
export const prunePapers = pruneJob('prune_papers', '35 19 * * *', [
  {
    table: 'PaperContent',
    column: 'unusedSince',
    keptDays,
    where: Prisma.sql`
      NOT EXISTS (SELECT FROM "Paper" p WHERE p.hash = "PaperContent".hash AND p."voidedAt" IS NULL)`,
    batch: 10,
  },
])
