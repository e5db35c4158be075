import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { logger } from '#server/platform/logger.ts'
import { root } from '#server/platform/paths.ts'
import { StartError } from '#server/platform/start-error.ts'
import { isRetryable } from './errors.ts'
import { migrationLock } from './locks.ts'
import { refuseTransactionPooling } from './pooling.ts'
import { openConnection } from './session.ts'
import { refuseWrongTimes } from './wrong-times.ts'

/** One of the folders in prisma/migrations. `checksum` is the SHA-256 of its SQL. */
export type Migration = { name: string; sql: string; checksum: string }
type Recorded = { migration_name: string; checksum: string; finished_at: Date | null }

const longestWaitMs = 30_000
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
 * Applies the migrations that the database lacks and answers with their names. Throws a StartError when the database
 * cannot be reached, when a pooler shares its sessions, when its times are wrong, when it has a migration that the folder lacks or that was changed, or when
 * a migration fails.
 */
export async function migrate(url: string, folder = migrationsFolder): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = await connectPatiently(url)
  try {
    await refuseTransactionPooling(url)
    // a node that starts at the same time waits here until the first one is done
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await refuseWrongTimes(client)
    return await applyMissing(client, migrations)
  } finally {
    await client.end()
  }
}

/**
 * Connects, and waits 30 seconds for a database that is still starting: a node and its database are often started
 * together.
 */
async function connectPatiently(url: string): Promise<Client> {
  const deadline = Date.now() + longestWaitMs
  for (let tries = 0; ; tries += 1) {
    const client = await openConnection(url).catch((reason: Error & { code?: string }) => reason)
    if (!(client instanceof Error)) return client
    const error = client
    if (error instanceof StartError) throw error
    const why = error.message || error.code
    if (!isRetryable(error) || Date.now() > deadline) throw new StartError(`The database can't be reached: ${why}.`)
    if (tries === 0) logger.warn({ error: why }, 'waiting for the database')
    await sleep(500)
  }
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
    throw new StartError(`The migration ${migration.name} failed and changed nothing: ${(error as Error).message}`)
  }
}
