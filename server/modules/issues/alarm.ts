import type { Prisma } from '#codegen/prisma/client.ts'
import { dropJob, storeJob } from '#server/jobs/job.ts'
import { db } from '#server/postgres/db.ts'
import { runningStates } from './standing.ts'

/** The job that does the next step of an issue's clock. Each issue has one stored at most, under a key of its own. */
export const alarmJobName = 'issue_clock'

const keyOf = (issueId: string): string => `${alarmJobName} ${issueId}`

/** The statement that stores when the next step of an issue's clock is due, in place of what was stored before. */
export const setAlarm = (unionId: string, issueId: string, alarmAt: Date | null): Prisma.Sql =>
  alarmAt
    ? storeJob({ name: alarmJobName }, { unionId, issueId }, { runAt: alarmAt, key: keyOf(issueId) })
    : dropJob(keyOf(issueId))

// a statement has two seconds
const alarmsAtOnce = 1000

/**
 * Stores the alarms for which no job waits, or only one that has failed too often. A backup holds no jobs, so that a restored database has none; and issues that were
 * open before there were clocks get theirs by the step that is stored for them now.
 */
export async function storeAlarms(): Promise<void> {
  for (;;) {
    const stored = await db.$queryRaw<unknown[]>`
      SELECT (graphile_worker.add_job(${alarmJobName}, json_build_object('unionId', i."unionId", 'issueId', i.id),
        run_at => coalesce(i."alarmAt", now()), job_key => ${`${alarmJobName} `} || i.id)).id
      FROM (
        SELECT * FROM "Issue" i WHERE status = 'OPEN'
          AND ("alarmAt" IS NOT NULL OR "takeBy" IS NULL AND state::text = ANY(${[...runningStates]}))
          AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j 
            WHERE j.key = ${`${alarmJobName} `} || i.id AND j.attempts < j.max_attempts)
        LIMIT ${alarmsAtOnce}) i`
    if (stored.length < alarmsAtOnce) return
  }
}
