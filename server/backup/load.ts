import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { from } from 'pg-copy-streams'
import { StartError } from '#server/platform/start-error.ts'
import { fillLock, migrationLock } from '#server/postgres/locks.ts'
import { applyMigration, applyMissing, type Migration } from '#server/postgres/migrate.ts'
import { countLines } from './backup-text.ts'
import type { OnRows } from './dump.ts'
import { copyIn, type Header, publicName, type Table } from './format.ts'
import { dropIndexes } from './indexes.ts'
import { type Backup, nothingChanged } from './reader.ts'
import { refuseWhileLoading } from './refuse-loading.ts'
import { tablesOf } from './tables.ts'

/** What a restore needs besides the backup. */
export type Loading = {
  /** The migrations of this version of Sizhen. */
  migrations: Migration[]
  /** The sentence that says how to get an empty database, for the refusal of one that is not empty. */
  remedy: string
  onRows: OnRows
}

/**
 * Fills an empty database from a backup, in one transaction: the migrations that the backup's database had, its rows, the
 * later migrations, and a new epoch for every stream. Throws a StartError when the database is not empty or newer than
 * the backup, or when the backup has a migration or a table that this version of Sizhen lacks. A restore that fails or is
 * interrupted leaves the database as it was.
 */
export async function load(client: Client, backup: Backup, { migrations, remedy, onRows }: Loading): Promise<void> {
  const { header } = backup.contents
  const before = migrationsOfBackup(header, migrations)
  // a node that starts takes the locks in the same order: it waits here, and then finds the database filled
  await client.query('SELECT pg_advisory_lock($1)', [fillLock])
  await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
  await client.query(`BEGIN; SET LOCAL lock_timeout = '10s'; SET LOCAL maintenance_work_mem = '256MB'`)
  await refuseFilled(client, header.tables, remedy)
  await refuseLater(client, header, remedy)
  await applyMissing(client, before, applyMigration)
  await refuseUnknown(client, header.tables)
  const indexes = await dropIndexes(client)
  await backup.readInto((table, rows) => fill(client, table, rows, onRows))
  for (const [i, index] of indexes.entries()) {
    onRows('indexes', i)
    await client.query(index)
  }
  await refuseWhileLoading(client)
  await applyMissing(client, migrations, applyMigration)
  await client.query('UPDATE "Stream" SET epoch = gen_random_uuid(), timeline = wal_timeline()')
  // without this PostgreSQL would plan the first statements after the restore as if the tables were empty
  await client.query(`ANALYZE ${(await tablesOf(client)).map(publicName)}`)
  await client.query('COMMIT')
}

/** The migrations that the backup's database had. This version must have all of them, and none may have changed. */
function migrationsOfBackup({ migrations: recorded, application }: Header, migrations: Migration[]): Migration[] {
  const here = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, checksum } of recorded) {
    if (!here.has(name)) {
      throw new StartError(
        `The backup has the migration ${name}, unknown here: Sizhen ${application} or a newer one wrote it. ` +
          `Restore it with that version. 备份来自更新的版本,请用该版本恢复。${nothingChanged}`,
      )
    }
    if (here.get(name)!.checksum !== checksum) {
      throw new StartError(
        `The migration ${name} was changed after the backup was made: put its file back. ${nothingChanged}`,
      )
    }
  }
  return recorded.map(({ name }) => here.get(name)!).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Refuses a database in which a table of the backup has rows. The locks keep others from adding rows until the end. */
async function refuseFilled(client: Client, tables: Table[], remedy: string): Promise<void> {
  const names = new Set(tables.map(({ name }) => name))
  for (const { name } of await tablesOf(client)) {
    if (!names.has(name)) continue
    const table = publicName({ name })
    await client.query(`LOCK TABLE ${table} IN EXCLUSIVE MODE`)
    const { rows } = await client.query(`SELECT EXISTS (SELECT 1 FROM ${table}) AS filled`)
    if (rows[0].filled)
      throw new StartError(`The database is not empty: ${name} has rows. ${nothingChanged}\n${remedy}`)
  }
}

/** The rows of a backup fit only into tables as they were when it was made. */
async function refuseLater(client: Client, { migrations }: Header, remedy: string): Promise<void> {
  const { rows: found } = await client.query(`SELECT to_regclass('public._prisma_migrations') AS history`)
  if (!found[0].history) return
  const { rows } = await client.query(
    'SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL AND migration_name <> ALL ($1)',
    [migrations.map(({ name }) => name)],
  )
  if (rows.length === 0) return
  const later = `The tables of this database are newer than the backup (${rows[0].migration_name}).`
  throw new StartError(`${later} ${nothingChanged}\n${remedy}`)
}

async function refuseUnknown(client: Client, tables: Table[]): Promise<void> {
  const here = new Set((await tablesOf(client)).map(({ name }) => name))
  const unknown = tables.find(({ name }) => !here.has(name))
  if (!unknown) return
  throw new StartError(
    `The backup has a table ${unknown.name}, which is not one of Sizhen's: make that table in the empty database first. ` +
      `备份中有本系统没有的表。${nothingChanged}`,
  )
}

/** Copies the rows into the table and answers with how many PostgreSQL has taken. */
async function fill(client: Client, table: Table, rows: AsyncGenerator<Buffer>, onRows: OnRows): Promise<number> {
  let count = 0
  const copy = client.query(from(copyIn(table)))
  await pipeline(
    rows,
    async function* (blocks: AsyncIterable<Buffer>) {
      for await (const block of blocks) {
        yield block
        count += countLines(block)
        onRows(table.name, count)
      }
    },
    copy,
  )
  return copy.rowCount
}
