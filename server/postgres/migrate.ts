import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import { root } from '#server/platform/paths.ts'
import { StartError } from '#server/platform/start-error.ts'
import { refuseOtherEncoding } from './encoding.ts'
import { isRetryable } from './errors.ts'
import { migrationLock } from './locks.ts'
import { refuseTransactionPooling } from './pooling.ts'
import { makePool, openConnection } from './session.ts'
import { refuseWrongTimes } from './wrong-times.ts'

/** One of the folders in prisma/migrations. `checksum` is the SHA-256 of its SQL. */
export type Migration = { name: string; sql: string; checksum: string }
type Recorded = { migration_name: string; checksum: string; finished_at: Date | null }

const migrationsFolder = join(root, 'prisma', 'migrations')

// This is the table of `prisma migrate`, so that both can be used on one database.
const historyTable = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`

/**
 * Applies the migrations that the database lacks and answers with their names. Throws a StartError when the database never
 * can be reached, when a pooler shares its sessions, when its encoding is not UTF8, when its times are wrong, when it has a
 * migration that the folder lacks or that was changed, or when a migration fails.
 */
export async function migrate(connectionString: string, folder = migrationsFolder): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = await openConnection(connectionString).catch(refuseForGood)
  try {
    await refuseReadOnly(client)
    await refuseTransactionPooling(connectionString)
    await refuseOtherEncoding(client)
    // a node that starts at the same time waits here until the first one is done
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await refuseWrongTimes(client)
    const applied = await applyMissing(client, migrations)
    await migrateJobs(connectionString)
    return applied
  } finally {
    await client.end()
  }
}

/**
 * graphile-worker lets nobody but the owner of its tables see their rows. The application is not the owner, and has rights of
 * its own on these tables.
 */
const openRows = `
  DO $$ DECLARE name regclass; BEGIN
    FOR name IN SELECT oid FROM pg_class
      WHERE relnamespace = 'graphile_worker'::regnamespace AND relkind = 'r' AND relrowsecurity
    LOOP EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', name); END LOOP;
  END $$`

// each node looks for jobs that others have locked every few seconds, and reads none of those that wait for their time
const takenJobs = `
  CREATE INDEX IF NOT EXISTS jobs_taken_index ON graphile_worker._private_jobs (id) WHERE NOT is_available`

/** Makes the tables of the jobs, which graphile-worker keeps in a schema of its own, or brings them up to date. */
async function migrateJobs(connectionString: string): Promise<void> {
  // loaded here, because a backup is restored without it
  const { Logger, runMigrations } = await import('graphile-worker')
  const pool = makePool(connectionString, {}, { max: 1, connectionTimeoutMillis: 10_000 })
  for (const event of ['error', 'connect'] as const) pool.on(event, () => {})
  try {
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) })
    await pool.query(openRows)
    await pool.query(takenJobs)
  } catch (error) {
    if (isRetryable(error)) throw error
    throw new StartError(`The tables of the jobs could not be made or changed: ${(error as Error).message}`)
  } finally {
    await pool.end()
  }
}

/** What PostgreSQL says to a connection that never can be made: a wrong password, a database that does not exist. */
function refuseForGood(error: Error & { code?: string }): never {
  if (error instanceof StartError || (isRetryable(error) && error.code !== 'ENOTFOUND')) throw error
  throw new StartError(`The database can't be reached: ${error.message || error.code}.`)
}

/** A node has to write. A standby may become the primary, and the default of a database may be lifted. */
async function refuseReadOnly(client: Client): Promise<void> {
  const { rows } = await client.query(`select current_setting('transaction_read_only') as value`)
  if (rows[0].value === 'off') return
  const error = new Error('it takes no changes: it is a standby, or was set to only read')
  throw Object.assign(error, { code: '25006' })
}

/** The migrations in the folder, in the order in which they are applied. */
export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8')
      // Git on Windows may have changed the line endings
      const checksum = createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
      return { name, sql, checksum }
    }),
  )
}

/**
 * Applies those of the migrations that the database lacks, in order, and answers with their names. Each is a transaction
 * of its own; with `applyMigration` as `apply` all are part of the caller's transaction. Throws a StartError when the
 * database has a migration that is not among them, is not finished, or has another checksum.
 */
export async function applyMissing(
  client: Client,
  migrations: Migration[],
  apply = applyInTransaction,
): Promise<string[]> {
  const found = await client.query(`select to_regclass('_prisma_migrations') as history`)
  if (!found.rows[0].history) await client.query(historyTable)
  const { rows } = await client.query<Recorded>(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
  )
  refuseForeign(rows, migrations)
  const done = new Set(rows.map((row) => row.migration_name))
  const missing = migrations.filter(({ name }) => !done.has(name))
  for (const migration of missing) await apply(client, migration)
  return missing.map(({ name }) => name)
}

function refuseForeign(rows: Recorded[], migrations: Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { migration_name: name, checksum, finished_at } of rows) {
    const migration = known.get(name)
    if (!migration) {
      throw new StartError(
        `The database has the migration ${name}, unknown here: a newer version of Sizhen has used it.`,
      )
    }
    if (!finished_at) {
      throw new StartError(
        `The migration ${name} was begun in this database and not finished: see prisma migrate resolve.`,
      )
    }
    if (migration.checksum !== checksum) {
      throw new StartError(`The migration ${name} was changed after it was applied to this database: restore its file.`)
    }
  }
}

/** Applies a migration and records it, as a part of the caller's transaction. */
export async function applyMigration(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query(sql)
  await client.query(
    `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     values ($1, $2, $3, clock_timestamp(), 1)`,
    [randomUUID(), checksum, name],
  )
}

/** Applies all of a migration, its record included, or nothing of it. */
async function applyInTransaction(client: Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await applyMigration(client, migration)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    if (isRetryable(error)) throw error
    throw new StartError(`The migration ${migration.name} failed and changed nothing: ${(error as Error).message}`)
  }
}
