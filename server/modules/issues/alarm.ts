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
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const [read] = await db.$queryRaw<{ last: string | null }[]>`
      WITH page AS (
        SELECT id, "unionId", "alarmAt" FROM "Issue" WHERE id > ${after}::uuid AND status = 'OPEN'
          AND ("alarmAt" IS NOT NULL OR "takeBy" IS NULL AND state::text = ANY(${[...runningStates]}))
        ORDER BY id LIMIT ${alarmsAtOnce}
      ), stored AS (
        SELECT graphile_worker.add_jobs(array_agg((${alarmJobName}, json_build_object('unionId', p."unionId", 'issueId', p.id), NULL,
          coalesce(p."alarmAt", now()), NULL, ${`${alarmJobName} `} || p.id, NULL, NULL)::graphile_worker.job_spec)) AS job
        FROM page p WHERE NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j
          WHERE j.key = ${`${alarmJobName} `} || p.id AND j.attempts < j.max_attempts)
      )
      SELECT (SELECT id FROM page ORDER BY id DESC LIMIT 1) AS last, (SELECT count(*) FROM stored)::int AS stored`
    if (!read?.last) return
    after = read.last
  }
}
