import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import { to } from 'pg-copy-streams'
import { root } from '#server/platform/paths.ts'
import { StartError } from '#server/platform/start-error.ts'
import { migrationLock } from '#server/postgres/locks.ts'
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
import { refuseHalfFilled } from './practice.ts'
import { tablesOf } from './tables.ts'
import { countLines } from './text.ts'

/** Called with each table as its rows pass, and how many did so far. */
export type OnRows = (table: string, rows: number) => void

/** A moment of the whole database, held open until the connection ends. */
export type Moment = { header: Header; text: (onRows: OnRows) => AsyncGenerator<Buffer>; contents: () => Contents }

/** Takes the moment: nothing that is written after it is seen, and no migration changes a table until it ends. */
export async function takeMoment(client: Client): Promise<Moment> {
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
  // nodes that start now need not wait for the rest
  await client.query('SELECT pg_advisory_unlock_shared($1)', [migrationLock])
  await refuseHalfFilled(client)
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
  const { rows: moments } = await client.query<{ now: Date }>('SELECT now()')
  const streams = await client.query('SELECT "unionId", epoch, head FROM "Stream" ORDER BY "unionId"')
  return {
    format: 'sizhen-backup',
    version: formatVersion,
    application: version,
    createdAt: moments[0]!.now.toISOString(),
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
    // once its rows are through, what is wrong is said by the next statement
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
