import { join } from 'node:path'
import { BackupProblem } from '#codegen/prisma/enums.ts'
import { backUpIntoFolder } from '#server/backup/nightly.ts'
import { type Job, storeJob } from '#server/jobs/job.ts'
import { pruneJob } from '#server/jobs/prune.ts'
import { hourMs, now } from '#server/platform/clock.ts'
import type { Env } from '#server/platform/env.ts'
import { newId } from '#server/platform/ids.ts'
import { logger } from '#server/platform/logger.ts'
import { db } from '#server/postgres/db.ts'
import { isRetryable } from '#server/postgres/errors.ts'

/** The folder of the nightly backups. */
export const backupFolder = ({ BACKUP_DIR, DATA_DIR }: Pick<Env, 'BACKUP_DIR' | 'DATA_DIR'>): string =>
  BACKUP_DIR ?? join(DATA_DIR, 'backups')

/**
 * The job that makes a backup each night, at 02:40 in Beijing. What became of it is stored, so that the desk and /metrics of
 * every node can say it. After a failure it is tried again an hour later. `ownerUrl` is the address of the database for the
 * owner of its tables.
 */
export function nightlyBackup(
  env: Pick<Env, 'BACKUP_DIR' | 'BACKUP_KEEP' | 'BACKUP_RECIPIENTS' | 'DATA_DIR'>,
  ownerUrl: string,
): Job {
  const place = { ownerUrl, folder: backupFolder(env), keep: env.BACKUP_KEEP, recipients: env.BACKUP_RECIPIENTS }
  const job: Job = {
    name: 'nightly_backup',
    clock: '40 18 * * *',
    async run({ signal }) {
      const at = now()
      try {
        const { file, bytes } = await backUpIntoFolder(place, at, signal)
        await db.backupRun.create({ data: { id: newId(), at, bytes } })
        logger.info({ file, bytes }, 'backup: written')
      } catch (error) {
        // a node that stops leaves the job to another one
        signal.throwIfAborted()
        const problem = problemOf(error)
        logger.error({ problem, error: (error as Error).message }, 'backup: failed, and tried again in an hour')
        await db.backupRun.create({ data: { id: newId(), at, problem } })
        await db.$executeRaw(storeJob(job, {}, { runAt: new Date(at.getTime() + hourMs), key: 'nightly_backup_again' }))
      }
    },
  }
  return job
}

/** What became of backups of long ago is of no use any more. */
export const pruneBackupRuns = pruneJob('prune_backup_runs', '50 19 * * *', [
  { table: 'BackupRun', column: 'at', keptDays: 400 },
])

/** Why it failed: by the code of the system's error, which the sentence of a StartError has in brackets. */
export function problemOf(error: unknown): BackupProblem {
  const { code, message } = error as NodeJS.ErrnoException
  const system = /\((E[A-Z]+)\)/.exec(message)?.[1] ?? code ?? ''
  if (/^(ENOSPC|EDQUOT)$/.test(system)) return BackupProblem.SPACE
  if (isRetryable(error)) return BackupProblem.DATABASE
  return /^E[A-Z]+$/.test(system) ? BackupProblem.FOLDER : BackupProblem.OTHER
}
