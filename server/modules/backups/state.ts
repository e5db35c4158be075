import type { BackupProblem } from '#codegen/prisma/enums.ts'
import { hourMs, now } from '#server/platform/clock.ts'
import { db } from '#server/postgres/db.ts'

/** After how long without a good backup somebody is told. */
const lateMs = 36 * hourMs

/** How the backups stand. The times are null before the first of them. */
export type BackupState = {
  lastAt: Date | null
  problem: BackupProblem | null
  goodAt: Date | null
  /** The bytes of the last good one. */
  bytes: number | null
  failures: number
  /** For how many milliseconds there is no good backup: since the last one, or since the first account was made. */
  ageMs: number
  isLate: boolean
}

/** Reads how the backups of all nodes stand. */
export async function readBackupState(): Promise<BackupState> {
  const [last, good, first] = await Promise.all([
    db.backupRun.findFirst({ orderBy: { at: 'desc' } }),
    db.backupRun.findFirst({ where: { problem: null }, orderBy: { at: 'desc' } }),
    db.account.findFirst({ orderBy: { id: 'asc' }, select: { createdAt: true } }),
  ])
  const failures = await db.backupRun.count({
    where: { problem: { not: null }, ...(good && { at: { gt: good.at } }) },
  })
  const since = good?.at ?? first?.createdAt
  const ageMs = since ? Math.max(0, now().getTime() - since.getTime()) : 0
  return {
    lastAt: last?.at ?? null,
    problem: last?.problem ?? null,
    goodAt: good?.at ?? null,
    bytes: good?.bytes == null ? null : Number(good.bytes),
    failures,
    ageMs,
    isLate: ageMs > lateMs,
  }
}
