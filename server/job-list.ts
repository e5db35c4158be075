import type { Job } from './jobs/job.ts'
import { pruneReceipts } from './log/jobs.ts'
import { pruneSessions, pruneSignInLimits } from './modules/people/jobs.ts'
import { pruneRosters } from './modules/rosters/jobs.ts'

/** All jobs of the server: each module declares its own. Those of the clock run when it is night in Beijing. */
export const jobs: readonly Job[] = [pruneReceipts, pruneSessions, pruneSignInLimits, pruneRosters]
