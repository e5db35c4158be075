import { setTimeout as sleep } from 'node:timers/promises'
import { Prisma } from '#codegen/prisma/client.ts'
import { logger } from '#server/platform/logger.ts'
import { turnPool } from '#server/postgres/db.ts'
import { turn } from '#server/postgres/turns.ts'
import type { Job } from './job.ts'

const pauseMs = 50

/** Rows that are of no use any more. An index begins with the column by which they are in order. */
export type OldRows = {
  table: Prisma.ModelName
  /** The column that says since when a row is of no use. */
  column: string
  /** For how many days of 24 hours after that it is kept all the same. */
  keptDays: number
  /** What else holds for the rows. */
  where?: Prisma.Sql
  /** How many rows one statement deletes, where that is fewer than 1,000: of large rows a few take long. */
  batch?: number
}

/**
 * A job of the clock that deletes old rows in short statements with a pause after each, so that nobody waits for it. Rows
 * that somebody has locked are left for the next time.
 */
export const pruneJob = (name: string, clock: string, kinds: readonly OldRows[]): Job => ({
  name,
  clock,
  async run({ signal }) {
    const began = performance.now()
    const rows: Record<string, number> = {}
    for (const kind of kinds) rows[kind.table] = (rows[kind.table] ?? 0) + (await prune(kind, signal))
    logger.info({ job: name, rows, seconds: Math.round((performance.now() - began) / 1000) }, 'jobs: old rows deleted')
  },
})

/** Deletes these rows, and answers with their number. */
async function prune({ batch = 1000, ...rows }: OldRows, signal: AbortSignal): Promise<number> {
  for (let count = 0; ; ) {
    signal.throwIfAborted()
    const deleted = await deleteBatch(rows, batch)
    count += deleted
    if (deleted < batch) return count
    await sleep(pauseMs, undefined, { signal })
  }
}

/** The connections of deeds use an index whatever the size of a table is, and so do these statements. */
async function deleteBatch(
  { table, column, keptDays, where = Prisma.sql`true` }: OldRows,
  batch: number,
): Promise<number> {
  const [from, since] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${column}"`)]
  const statement = Prisma.sql`
    WITH deleted AS (
      DELETE FROM ${from} WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM ${from} WHERE ${since} < now() - make_interval(days => ${keptDays}) AND ${where}
        ORDER BY ${since} LIMIT ${batch} FOR UPDATE SKIP LOCKED))
      RETURNING 1)
    SELECT count(*)::int AS count FROM deleted`
  const connection = await turnPool.connect()
  try {
    const [answer] = await turn(connection, [statement])
    return (answer!.rows as { count: number }[])[0]!.count
  } finally {
    connection.release()
  }
}
