import { Prisma } from '#codegen/prisma/client.ts'
import { db } from '#server/postgres/db.ts'
import { dropJob, storeJob } from './job.ts'

/** Rows of a table with a column `alarmAt`: when the next step of the row's clock is due, which the job of this name does. */
export type Alarms = {
  job: string
  table: string
  /** What the id of the row is called in what is stored with the job. */
  idName: string
  /** Which rows `r` lack an alarm that they must have; their job is due at once, and stores the next one. */
  lacks?: Prisma.Sql
}

const keyOf = ({ job }: Alarms, id: string): string => `${job} ${id}`

/** The statement that stores when the next step of a row's clock is due, in place of what was stored before. */
export const setAlarm = (alarms: Alarms, unionId: string, id: string, alarmAt: Date | null): Prisma.Sql =>
  alarmAt
    ? storeJob({ name: alarms.job }, { unionId, [alarms.idName]: id }, { runAt: alarmAt, key: keyOf(alarms, id) })
    : dropJob(keyOf(alarms, id))

// a statement has two seconds
const alarmsAtOnce = 1000

/**
 * Stores the alarms for which no job waits, or only one that has failed too often. A backup holds no jobs, so that a restored
 * database has none; and rows that are older than their clocks get theirs now.
 */
export async function storeAlarms({ job, table, idName, lacks = Prisma.sql`false` }: Alarms): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const [read] = await db.$queryRaw<{ last: string | null }[]>`
      WITH page AS (
        SELECT id, "unionId", "alarmAt", ${`${job} `} || id AS key FROM ${Prisma.raw(`"${table}"`)} r
        WHERE id > ${after}::uuid AND ("alarmAt" IS NOT NULL OR ${lacks})
        ORDER BY id LIMIT ${alarmsAtOnce}
      ), waiting AS MATERIALIZED (
        SELECT key FROM graphile_worker.jobs
        WHERE key = ANY((SELECT array_agg(key) FROM page)::text[]) AND attempts < max_attempts
      ), stored AS (
        SELECT graphile_worker.add_jobs(array_agg((${job}, json_build_object('unionId', p."unionId", ${idName}::text, p.id), NULL,
          coalesce(p."alarmAt", now()), NULL, p.key, NULL, NULL)::graphile_worker.job_spec)) AS job
        FROM page p WHERE p.key NOT IN (SELECT key FROM waiting)
      )
      -- a part that nothing reads is not executed, and so the jobs would not be stored
      SELECT (SELECT id FROM page ORDER BY id DESC LIMIT 1) AS last, (SELECT count(*) FROM stored)::int AS stored`
    if (!read?.last) return
    after = read.last
  }
}
