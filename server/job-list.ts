import type { Alarms } from './jobs/alarm.ts'
import type { Job } from './jobs/job.ts'
import { pruneReceipts } from './log/jobs.ts'
import { pruneAudit } from './modules/audit/jobs.ts'
import { nightlyBackup, pruneBackupRuns } from './modules/backups/jobs.ts'
import { measureAlarms } from './modules/calendars/measure-clock.ts'
import { issueAlarms } from './modules/issues/alarm.ts'
import { issueClock } from './modules/issues/ring.ts'
import { measureClock } from './modules/measures/ring.ts'
import { prunePapers } from './modules/papers/jobs.ts'
import { pruneSessions, pruneSignInLimits } from './modules/people/jobs.ts'
import { pruneReminders } from './modules/reminders/jobs.ts'
import { pruneRosters } from './modules/rosters/jobs.ts'
import { fillSearch } from './modules/search/fill.ts'
import type { Env } from './platform/env.ts'
import type { Database } from './postgres/address.ts'

/** The jobs that need no setting: each module declares its own. Those of the clock run when it is night in Beijing. */
export const jobs: readonly Job[] = [
  issueClock,
  measureClock,
  pruneReceipts,
  pruneSessions,
  pruneSignInLimits,
  pruneRosters,
  prunePapers,
  pruneReminders,
  pruneBackupRuns,
  pruneAudit,
  fillSearch,
]

/** The clocks whose next steps are stored with their rows. */
export const alarms: readonly Alarms[] = [issueAlarms, measureAlarms]

/** All jobs of a server with these settings. */
export const jobsOf = (env: Env, { ownerUrl }: Database): readonly Job[] =>
  env.BACKUP_KEEP > 0 ? [...jobs, nightlyBackup(env, ownerUrl)] : jobs
