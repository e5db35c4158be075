import { Client } from 'pg'
import { inject } from 'vitest'
import { seedArticle } from '#prisma/seed/seed.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { unusedName, zoneOfFile } from './database.ts'
import { createDatabase, template } from './database-names.ts'

const practice = 'sizhen_practice'
const lock = 7_431_892

/** The practice password, unless the environment sets another. */
export const practicePassword = process.env.SIZHEN_PRACTICE_PASSWORD ?? 'practice-only'

/** A database with the practice data: filled once a run, by whoever asks first, and copied. Leaves `db` closed. */
export async function practiceDatabase(): Promise<string> {
  const url = inject('postgresUrl')
  const client = new Client(url)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [practice])
    if (rows.length === 0) await fill(url)
  } finally {
    await client.end()
  }
  return createDatabase(url, unusedName(), { copyOf: practice, zone: zoneOfFile() })
}

// under another name until it is whole
async function fill(url: string): Promise<void> {
  const name = unusedName()
  openDb(await createDatabase(url, name, { copyOf: template, zone: zoneOfFile() }))
  await seedArticle(() => {})
  await db.secret.create({ data: { name: 'practice-data', value: Buffer.from('published') } })
  await closeDb()
  await createDatabase(url, practice, { copyOf: name })
}
