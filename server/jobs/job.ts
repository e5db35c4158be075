import { Prisma } from '#codegen/prisma/client.ts'

/** What a job is given each time it runs. */
export type Run = {
  /** What was stored with the job, as JSON. A job that the clock has started finds nothing of ours in it. */
  payload: unknown
  /** Aborted when the job must end soon: the node stops, or can't keep the other nodes from taking its jobs over. */
  signal: AbortSignal
}

/** Work that is kept in PostgreSQL until it is done, by one node, whichever of them ends before. */
export type Job = {
  /** The name under which the job is stored. It must stay the same as long as stored ones may exist. */
  name: string
  /** When the clock starts it, as a line of a crontab in UTC: minute, hour, day, month, day of the week. */
  clock?: string
  /**
   * Does the work. It is done again where it throws or where its node ends before it does, so it must do no harm when it
   * is done twice. It looks at the signal between its steps, and throws when that is aborted.
   */
  run: (run: Run) => Promise<void>
}

/** When a stored job is run, where that is not at once; with the same key it replaces one that waits. */
type Waiting = { runAt?: Date; key?: string }

/** The statement that stores a job. Among the writes of a deed it is stored if the deed is committed, and only then. */
export const storeJob = (
  { name }: Pick<Job, 'name'>,
  payload: object,
  { runAt, key }: Waiting = {},
): Prisma.Sql => Prisma.sql`
  SELECT graphile_worker.add_job(${name}::text, ${JSON.stringify(payload)}::json,
    run_at => coalesce(${runAt ?? null}::timestamptz, now()), job_key => ${key ?? null}::text)`

/** The statement that drops the job that waits under a key, where there is one. */
export const dropJob = (key: string): Prisma.Sql => Prisma.sql`SELECT graphile_worker.remove_job(${key}::text)`
