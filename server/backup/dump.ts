import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import { to } from 'pg-copy-streams'
import { root } from '#server/platform/paths.ts'
import { StartError } from '#server/platform/start-error.ts'
import { migrationLock } from '#server/postgres/locks.ts'
import { countLines } from './backup-text.ts'
import {
  type Contents,
  copyIn,
  copyOut,
  endOfRows,
  formatVersion,
  type Header,
  publicName,
  type Table,
} from './format.ts'
import { refuseWhileLoading } from './refuse-loading.ts'
import { tablesOf } from './tables.ts'

/** Is called with the name of the table that is being copied and the number of its rows that were copied so far. */
export type OnRows = (table: string, rows: number) => void

/** The whole database as of one moment, for as long as the connection is open. */
export type Dump = {
  header: Header
  /** The text of the backup, in blocks. It can be read once. */
  text: (onRows: OnRows) => AsyncGenerator<Buffer>
  /** What the backup holds, after its text was read. */
  contents: () => Contents
}

/**
 * Begins to dump the database in a transaction that sees nothing of what is written later, and during which no migration
 * can change a table. Throws a StartError when the database has no tables of Sizhen or practice data is being loaded.
 */
export async function beginDump(client: Client): Promise<Dump> {
  await client.query('SELECT pg_advisory_lock_shared($1)', [migrationLock])
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
  const { rows: found } = await client.query(`SELECT to_regclass('public._prisma_migrations') AS history`)
  const tables = found[0].history ? await tablesOf(client) : []
  if (tables.length === 0) {
    throw new StartError(
      'There is nothing to back up: the database has no tables of Sizhen. 数据库中没有可备份的内容。',
    )
  }
  await client.query(`LOCK TABLE ${tables.map(publicName)} IN ACCESS SHARE MODE`)
  // the tables are locked now, so a node that starts need not wait any longer
  await client.query('SELECT pg_advisory_unlock_shared($1)', [migrationLock])
  await refuseWhileLoading(client)
  const header = await headerOf(client, tables)
  const rows = new Map<string, number>()
  return { header, text: (onRows) => textOf(client, header, rows, onRows), contents: () => ({ header, rows }) }
}

async function headerOf(client: Client, tables: Table[]): Promise<Header> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  const migrations = await client.query(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  )
  const { rows: times } = await client.query<{ now: Date }>('SELECT now()')
  const streams = await client.query('SELECT "unionId", epoch, head FROM "Stream" ORDER BY "unionId"')
  return {
    format: 'sizhen-backup',
    version: formatVersion,
    application: version,
    createdAt: times[0]!.now.toISOString(),
    migrations: migrations.rows,
    streams: streams.rows,
    tables,
  }
}

async function* textOf(client: Client, header: Header, counts: Map<string, number>, onRows: OnRows) {
  yield Buffer.from(`${JSON.stringify(header)}\n`)
  for (const table of header.tables) {
    yield Buffer.from(`${copyIn(table)}\n`)
    counts.set(table.name, 0)
    const copy = client.query(to(copyOut(table)))
    // an error after the last row is reported by the next statement
    copy.on('error', () => {})
    for await (const chunk of copy as AsyncIterable<Buffer>) {
      counts.set(table.name, counts.get(table.name)! + countLines(chunk))
      onRows(table.name, counts.get(table.name)!)
      yield chunk
    }
    yield Buffer.from(`${endOfRows}\n`)
  }
  await client.query('COMMIT')
  yield Buffer.from(`${JSON.stringify({ rows: Object.fromEntries(counts) })}\n`)
}
