import pg from 'pg'
import type { Env } from './platform/env.ts'
import { StartError } from './platform/start-error.ts'
import { databaseUrl, db } from './postgres/db.ts'
import { fillLock, halfFilled, practiceMarker } from './postgres/locks.ts'
import { migrate } from './postgres/migrate.ts'

const published = 'practice-only'
const loopback = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/

type State = typeof halfFilled | 'published' | 'own'

/** Whether this database was filled with practice data: the only one whose schema anybody signed in may read. */
export const isPractice = async (): Promise<boolean> => (await state()) !== null

async function state(): Promise<State | null> {
  const row = await db.secret.findUnique({ where: { name: practiceMarker } })
  return row && (Buffer.from(row.value).toString() as State)
}

const mark = (value: State) =>
  db.secret.upsert({
    where: { name: practiceMarker },
    create: { name: practiceMarker, value: Buffer.from(value) },
    update: { value: Buffer.from(value) },
  })

/**
 * Loads the practice data into an empty database, once, whichever node comes first. What an interrupted load left behind
 * is thrown away, in the embedded database; in one of somebody else's that is for them to do.
 */
export async function loadPracticeData(env: Env): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [fillLock])
    if ((await state()) === halfFilled) await startOver(client, env)
    const empty = (await db.tradeUnion.count()) === 0
    if (!empty || env.SIZHEN_SEED === 'none') return
    refuseStrangers(env, env.SIZHEN_PRACTICE_PASSWORD === published)
    await mark(halfFilled)
    const { seedArticle } = await import('#prisma/seed/seed.ts')
    await seedArticle(progress())
    await mark(env.SIZHEN_PRACTICE_PASSWORD === published ? 'published' : 'own')
  } finally {
    await client.end()
  }
}

/** With a password that everybody can read, nobody but this machine may reach the server. */
export async function refuseOpenPractice(env: Env): Promise<void> {
  refuseStrangers(env, (await state()) === 'published')
}

function refuseStrangers({ HOST }: Env, knownToAll: boolean): void {
  if (!knownToAll || loopback.test(HOST)) return
  throw new StartError(
    `HOST ${HOST} is refused: the practice accounts have the published password “${published}”, so the server listens on loopback only.\n` +
      'Start with an empty DATA_DIR or database and a SIZHEN_PRACTICE_PASSWORD of your own, or with SIZHEN_SEED=none.',
  )
}

async function startOver(client: pg.Client, env: Env): Promise<void> {
  if (env.DATABASE_URL) {
    throw new StartError(
      'Loading the practice data into DATABASE_URL was interrupted: drop and create that database, then start again.',
    )
  }
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  await migrate(databaseUrl)
}

/** Says how far the load is: on one line in a terminal, else at every tenth. */
function progress(): (done: number, total: number) => void {
  let said = -1
  return (done, total) => {
    const percent = Math.floor((100 * done) / total)
    const step = process.stdout.isTTY ? percent : Math.floor(percent / 10) * 10
    if (step === said) return
    said = step
    const line = `Loading the practice data … ${step} %`
    process.stdout.write(process.stdout.isTTY ? `\r${line}${done === total ? '\n' : ''}` : `${line}\n`)
  }
}
