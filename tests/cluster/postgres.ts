import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startPostgres } from '#server/postgres/embedded.ts'
import { temporaryFolder } from '#tests/setup/folder.ts'

/** A PostgreSQL of a run's own that may be ended: its supervisor starts it again at the same address. */
export type TestPostgres = {
  url: string
  /** Ends the server by the signal, and waits until another one answers. */
  end: (signal: 'SIGKILL' | 'SIGINT') => Promise<void>
  stop: () => Promise<void>
}

/** Starts it over a new folder, durable as in production. */
export async function aPostgres(): Promise<TestPostgres> {
  const folder = await temporaryFolder()
  const { ownerUrl: url, stop } = await startPostgres(folder)
  const pid = async () => Number.parseInt(await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8'), 10)
  return {
    url,
    async end(signal) {
      const before = await pid()
      process.kill(before, signal)
      await until('PostgreSQL is up again', async () => (await pid()) !== before && (await ask(url, 'SELECT 1')))
    },
    stop: () => stop().then(() => rm(folder, { recursive: true, force: true })),
  }
}

/** Runs one statement on a connection of its own. */
export async function ask<R extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []): Promise<R[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<R>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** Ends the database's connections that `where` finds, as an operator could; answers with how many. */
export async function terminateBackends(url: string, where = 'true'): Promise<number> {
  const rows = await ask(
    url,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND (${where})`,
  )
  return rows.length
}

/** Waits until it holds; what throws does not hold yet. The words that say what was waited for are read at the end. */
export async function until(
  what: string | (() => string),
  holds: () => Promise<unknown> | unknown,
  patience = 30_000,
): Promise<void> {
  const deadline = Date.now() + patience
  while (
    !(await Promise.resolve()
      .then(holds)
      .catch(() => false))
  ) {
    if (Date.now() > deadline)
      throw new Error(`waited ${patience} ms in vain: ${typeof what === 'string' ? what : what()}`)
    await sleep(25)
  }
}
