import { rm } from 'node:fs/promises'
import { Client } from 'pg'
import { afterAll } from 'vitest'
import { onOneConnection } from '#server/backup/connection.ts'
import { beginDump } from '#server/backup/dump.ts'
import { load } from '#server/backup/load.ts'
import { Backup } from '#server/backup/reader.ts'
import { writeBackup } from '#server/backup/writer.ts'
import { type Migration, readMigrations } from '#server/postgres/migrate.ts'
import { openConnection } from '#server/postgres/session.ts'
import { temporaryFolder } from './folder.ts'

/** Runs SQL on a connection of its own, with the settings of the database. */
// biome-ignore lint/suspicious/noExplicitAny: tests read what they asked for
export async function sql(url: string, text: string, values: unknown[] = []): Promise<any[]> {
  const client = new Client(url)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}

/** A hash of each table's rows, whatever their order, but for the epochs; of the migrations the names. */
export async function contentsOf(url: string): Promise<Record<string, string>> {
  // in one time zone, so that the moments of two databases have the same text
  const client = await openConnection(url)
  try {
    const tables = await client.query(
      `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
    )
    const hashes: Record<string, string> = {}
    for (const { name } of tables.rows) {
      const row = name === '_prisma_migrations' ? 'migration_name' : `(to_jsonb(t) - 'epoch')::text`
      const { rows: hashed } = await client.query(
        `SELECT count(*) AS rows, md5(string_agg(${row}, E'\\n' ORDER BY ${row})) AS hash FROM ${name} t`,
      )
      hashes[name] = `${hashed[0].rows} rows ${hashed[0].hash}`
    }
    return hashes
  } finally {
    await client.end()
  }
}

/** The epoch of every stream, by its union. */
export const epochsOf = (url: string): Promise<{ unionId: string; epoch: string; head: number }[]> =>
  sql(url, 'SELECT "unionId", epoch, head FROM "Stream" ORDER BY "unionId"')

/** Makes a backup within this process. */
export const backUp = (url: string, file: string): Promise<number> =>
  onOneConnection(url, async (client) =>
    writeBackup(
      file,
      false,
      (await beginDump(client)).text(() => {}),
    ),
  )

/** Restores one within this process. */
export async function restoreInto(url: string, file: string, migrations?: Migration[]): Promise<void> {
  const backup = await Backup.open(file, noKey)
  const loading = { migrations: migrations ?? (await readMigrations()), remedy: '', onRows: () => {} }
  await onOneConnection(url, (client) => load(client, backup, loading)).finally(() => backup.close())
}

/** A folder for backups, removed after the file's tests. */
export async function backupFolder(): Promise<string> {
  const folder = await temporaryFolder()
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** For a backup that is not encrypted: nobody is asked for a key. */
export const noKey = async (): Promise<string> => {
  throw new Error('asked for a key')
}
