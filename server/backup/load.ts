import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { from } from 'pg-copy-streams'
import { StartError } from '#server/platform/start-error.ts'
import { fillLock, migrationLock } from '#server/postgres/locks.ts'
import { applyMissing, type Migration, run } from '#server/postgres/migrate.ts'
import type { OnRows } from './dump.ts'
import { copyIn, type Header, publicName, type Table } from './format.ts'
import { dropIndexes } from './indexes.ts'
import { refuseHalfFilled } from './practice.ts'
import { type Backup, untouched } from './reader.ts'
import { tablesOf } from './tables.ts'
import { countLines } from './text.ts'

/** The migrations at hand, how to get an empty database where this one is not, and who hears of the rows. */
export type Loading = { migrations: Migration[]; remedy: string; onRows: OnRows }

/**
 * Fills an empty database from a backup, in one transaction: the migrations that the backup knew, its rows, those that
 * came since, and another epoch for every stream. Refused or interrupted, it leaves the database as it was.
 */
export async function load(client: Client, backup: Backup, { migrations, remedy, onRows }: Loading): Promise<void> {
  const { header } = backup.contents
  const known = knownThen(header, migrations)
  // in this order, as a node that starts takes them; it waits, and finds the database filled
  await client.query('SELECT pg_advisory_lock($1)', [fillLock])
  await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
  await client.query(`BEGIN; SET LOCAL lock_timeout = '10s'; SET LOCAL maintenance_work_mem = '256MB'`)
  await refuseFilled(client, header.tables, remedy)
  await refuseLater(client, header, remedy)
  await applyMissing(client, known, run)
  await refuseUnknown(client, header.tables)
  const indexes = await dropIndexes(client)
  await backup.readInto((table, rows) => fill(client, table, rows, onRows))
  for (const [i, index] of indexes.entries()) {
    onRows('indexes', i)
    await client.query(index)
  }
  await refuseHalfFilled(client)
  await applyMissing(client, migrations, run)
  await client.query('UPDATE "Stream" SET epoch = gen_random_uuid()')
  // the first plans after a restore would otherwise be made as for empty tables
  await client.query(`ANALYZE ${(await tablesOf(client)).map(publicName)}`)
  await client.query('COMMIT')
}

/** The migrations that the backup's database had; all must be at hand, and as they were then. */
function knownThen({ migrations: then, application }: Header, migrations: Migration[]): Migration[] {
  const here = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, checksum } of then) {
    if (!here.has(name)) {
      throw new StartError(
        `The backup has the migration ${name}, unknown here: Sizhen ${application} or a newer one wrote it. ` +
          `Restore it with that version. 备份来自更新的版本,请用该版本恢复。${untouched}`,
      )
    }
    if (here.get(name)!.checksum !== checksum) {
      throw new StartError(
        `The migration ${name} was changed after the backup was made: put its file back. ${untouched}`,
      )
    }
  }
  return then.map(({ name }) => here.get(name)!).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** No table that the backup fills may have a row, or get one from somebody else meanwhile. */
async function refuseFilled(client: Client, tables: Table[], remedy: string): Promise<void> {
  const wanted = new Set(tables.map(({ name }) => name))
  for (const { name } of await tablesOf(client)) {
    if (!wanted.has(name)) continue
    const table = publicName({ name })
    await client.query(`LOCK TABLE ${table} IN EXCLUSIVE MODE`)
    const { rows } = await client.query(`SELECT EXISTS (SELECT 1 FROM ${table}) AS filled`)
    if (rows[0].filled) throw new StartError(`The database is not empty: ${name} has rows. ${untouched}\n${remedy}`)
  }
}

// its rows could only be read into tables as they were then
async function refuseLater(client: Client, { migrations }: Header, remedy: string): Promise<void> {
  const { rows: found } = await client.query(`SELECT to_regclass('public._prisma_migrations') AS history`)
  if (!found[0].history) return
  const { rows } = await client.query(
    'SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL AND migration_name <> ALL ($1)',
    [migrations.map(({ name }) => name)],
  )
  if (rows.length === 0) return
  const later = `The tables of this database are newer than the backup (${rows[0].migration_name}).`
  throw new StartError(`${later} ${untouched}\n${remedy}`)
}

async function refuseUnknown(client: Client, tables: Table[]): Promise<void> {
  const here = new Set((await tablesOf(client)).map(({ name }) => name))
  const unknown = tables.find(({ name }) => !here.has(name))
  if (!unknown) return
  throw new StartError(
    `The backup has a table ${unknown.name}, which is not one of Sizhen's: make that table in the empty database first. ` +
      `备份中有本系统没有的表。${untouched}`,
  )
}

async function fill(client: Client, table: Table, rows: AsyncGenerator<Buffer>, onRows: OnRows): Promise<number> {
  let passed = 0
  const copy = client.query(from(copyIn(table)))
  await pipeline(
    rows,
    async function* (blocks: AsyncIterable<Buffer>) {
      for await (const block of blocks) {
        yield block
        passed += countLines(block)
        onRows(table.name, passed)
      }
    },
    copy,
  )
  return copy.rowCount
}
