import type { Client } from 'pg'
import type { Env } from './platform/env.ts'
import { Progress } from './platform/progress.ts'
import { StartError } from './platform/start-error.ts'
import type { Database } from './postgres/address.ts'
import { db } from './postgres/db.ts'
import { fillLock, practiceLoading, practiceMarker, practiceOver } from './postgres/locks.ts'
import { prepareDatabase } from './postgres/prepare.ts'
import { openConnection } from './postgres/session.ts'

/** The default password of the practice accounts, which everybody can read here. */
const publishedPassword = 'practice-only'
const loopback = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/

/**
 * What the marker in the database says: the practice data is being loaded, which password its accounts have, or that it was
 * deleted for real use.
 */
type Marker = typeof practiceLoading | typeof practiceOver | 'published' | 'own'

/**
 * Whether the database has practice data. In such a database everybody who is signed in may read the GraphQL schema.
 */
export async function isPractice(): Promise<boolean> {
  const marker = await readMarker()
  return marker !== null && marker !== practiceOver
}

async function readMarker(): Promise<Marker | null> {
  const row = await db.secret.findUnique({ where: { name: practiceMarker } })
  return row && (Buffer.from(row.value).toString() as Marker)
}

const writeMarker = (marker: Marker) =>
  db.secret.upsert({
    where: { name: practiceMarker },
    create: { name: practiceMarker, value: Buffer.from(marker) },
    update: { value: Buffer.from(marker) },
  })

/**
 * Loads the practice data into an empty database; of several nodes the first one does so and the others wait. After a
 * load that was interrupted the embedded database is emptied and filled again. Throws a StartError when that happened in
 * the database of DATABASE_URL, and when the accounts would have the published password on an address beyond loopback.
 */
export async function loadPracticeData(env: Env, database: Database): Promise<void> {
  const client = await openConnection(database.ownerUrl)
  try {
    await client.query('SELECT pg_advisory_lock($1)', [fillLock])
    const marker = await readMarker()
    if (marker === practiceOver) return
    if (marker === practiceLoading) await emptyDatabase(client, env, database)
    const isEmpty = (await db.tradeUnion.count()) === 0
    if (!isEmpty || env.SIZHEN_SEED === 'none') return
    const password = env.SIZHEN_PRACTICE_PASSWORD === publishedPassword ? 'published' : 'own'
    if (password === 'published') refuseBeyondLoopback(env)
    await writeMarker(practiceLoading)
    await fillDatabase()
    await writeMarker(password)
  } finally {
    await client.end()
  }
}

/** Throws a StartError when the practice accounts have the published password and HOST is not loopback. */
export async function refuseOpenPractice(env: Env): Promise<void> {
  if ((await readMarker()) === 'published') refuseBeyondLoopback(env)
}

function refuseBeyondLoopback({ HOST }: Env): void {
  if (loopback.test(HOST)) return
  throw new StartError(
    `HOST ${HOST} is refused: the practice accounts have the published password “${publishedPassword}”, so the server listens on loopback only.\n` +
      'Start with an empty DATA_DIR or database and a SIZHEN_PRACTICE_PASSWORD of your own, or with SIZHEN_SEED=none.',
  )
}

async function emptyDatabase(client: Client, env: Env, database: Database): Promise<void> {
  if (env.DATABASE_URL) {
    throw new StartError(
      'Loading the practice data into DATABASE_URL was interrupted: drop and create that database, then start again.',
    )
  }
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  await prepareDatabase(database)
}

async function fillDatabase(): Promise<void> {
  // loaded here, because most starts do not need it
  const { seedArticle } = await import('#prisma/seed/seed.ts')
  const progress = new Progress('Loading the practice data')
  try {
    await seedArticle((done, total) => progress.show(`${Math.floor((100 * done) / total)} %`))
  } finally {
    progress.end()
  }
}
