import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { logger } from '#server/platform/logger.ts'
import { root } from '#server/platform/paths.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { startPostgres } from '#server/postgres/embedded.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { health, look, watchDatabase } from '#server/postgres/watch.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { sql } from './setup/backups.ts'
import { freshDatabase } from './setup/database.ts'
import { anAccount, aUnion } from './setup/factories.ts'
import { temporaryFolder } from './setup/folder.ts'
import { aProxy } from './setup/proxy.ts'

const logged = { error: vi.spyOn(logger, 'error'), info: vi.spyOn(logger, 'info'), warn: vi.spyOn(logger, 'warn') }
/** How often a sentence was logged that begins like this. */
const times = (level: keyof typeof logged, sentence: string) =>
  logged[level].mock.calls.filter(([, text]) => String(text).startsWith(sentence)).length

beforeEach(() => {
  for (const each of Object.values(logged)) each.mockClear()
})

type Asking = { app: TestApp; username: string; token: string }

/** An application on the database, and somebody who is signed in. */
async function asking(database: string): Promise<Asking> {
  const app = await startTestApp({}, database)
  onTestFinished(() => app.close())
  const { username } = await anAccount((await aUnion()).id)
  return { app, username, token: await app.signInAs(username) }
}

/** What a deed, a sign-in and a query are answered, each with its code and the seconds to wait, or with `done`. */
async function answers({ app, username, token }: Asking) {
  const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  const all = await Promise.all([
    app.change(token, 'createZone', { name: `片区 ${Math.random()}` }, 'zone { id }'),
    app.gql(null, signIn, { input: { username, password: 'wrong' } }),
    app.gql(token, '{ viewer { username } }'),
  ])
  const [deed, signedIn, query] = all.map(({ errors }) =>
    errors ? [errors[0]!.extensions.code, errors[0]!.extensions.retryAfter] : 'done',
  )
  return { deed, signIn: signedIn, query }
}

const ready = async ({ app }: Asking) => {
  const response = await fetch(`${app.url}/readyz`)
  return `${response.status} ${(await response.text()).trim()}`
}

const usual = { deed: 'done', signIn: ['UNAUTHENTICATED', undefined], query: 'done' }

test('a database that only reads: what changes is UNAVAILABLE, what reads is answered, and it is logged once', async () => {
  const url = await freshDatabase()
  const name = new URL(url).pathname.slice(1)
  const asker = await asking(url)
  const setOnly = async (setting: string) => {
    await sql(url, `SET transaction_read_only = off; ALTER DATABASE ${name} ${setting}`)
  }
  expect(await ready(asker)).toBe('200 ready')
  // the use of a session is written down each minute
  await sql(url, `UPDATE "Session" SET "usedAt" = now() - interval '5 minutes'`)
  await setOnly('SET default_transaction_read_only = on')
  const ended = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()`
  await sql(url, ended, [name])
  const refused = { deed: ['UNAVAILABLE', 5], signIn: ['UNAVAILABLE', 5], query: 'done' }
  await expect.poll(() => answers(asker), { timeout: 10_000 }).toEqual(refused)
  for (let i = 0; i < 3; i++) expect(await answers(asker)).toEqual(refused)
  await expect
    .poll(() => ready(asker), { timeout: 5000 })
    .toBe('503 the database takes no changes: it is a standby, or was set to only read')
  expect(times('error', 'the database takes no changes')).toBe(1)
  await setOnly('RESET default_transaction_read_only')
  await expect.poll(() => ready(asker), { timeout: 10_000 }).toBe('200 ready')
  expect(times('info', 'no longer: the database takes no changes')).toBe(1)
  await expect.poll(() => answers(asker), { timeout: 10_000 }).toEqual(usual)
})

test('a database that is away: everything is UNAVAILABLE, and it is logged once, also when it is back', async () => {
  const way = await aProxy(await freshDatabase())
  onTestFinished(() => way.close())
  const asker = await asking(way.url)
  const stop = watchDatabase(null)
  onTestFinished(stop)
  await expect.poll(() => health().isWritable).toBe(true)
  way.cut()
  for (let i = 0; i < 3; i++) expect((await answers(asker)).query).toEqual(['UNAVAILABLE', 1])
  await expect.poll(() => ready(asker), { timeout: 5000 }).toBe('503 the database does not answer')
  expect(times('error', 'the database does not answer')).toBe(1)
  await way.mend()
  await expect.poll(() => times('info', 'no longer: the database does not answer'), { timeout: 10_000 }).toBe(1)
  expect(await answers(asker)).toEqual(usual)
})

const holders: ChildProcess[] = []

/** Runs a small server on the folder, whose files may have at most so many blocks of 512 bytes. */
function limited(folder: string, blocks: number): { child: ChildProcess; said: () => string } {
  const node = [process.execPath, '--import', 'tsx', join(root, 'tests', 'setup', 'hold-data.ts'), folder]
  const child = spawn('/bin/sh', ['-c', `ulimit -f ${blocks}; exec "$0" "$@"`, ...node], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (text) => {
    said += text
  })
  holders.push(child)
  return { child, said: () => said }
}

describe('a disk that is full', () => {
  let folder: string
  beforeEach(async () => {
    folder = await temporaryFolder()
  })
  // a PostgreSQL whose files are removed while it runs does not end when it is asked to
  afterEach(async () => {
    for (const child of holders.splice(0)) {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  test('makes deeds UNAVAILABLE and the node not ready, and is logged once', async () => {
    // PostgreSQL's log of changes has files of 16 megabytes, and a table may have 17 here
    const { said } = limited(folder, 34_817)
    await expect.poll(said, { timeout: 60_000 }).toContain('postgresql://')
    const url = /postgresql:\/\/\S+/.exec(said())![0]
    await migrate(url)
    const asker = await asking(url)
    const fill = `INSERT INTO "Receipt" ("actorId", "clientId", mutation, "inputHash")
      SELECT gen_random_uuid(), gen_random_uuid(), 'x', repeat('x', 40) FROM generate_series(1, 20000)`
    await expect(async () => {
      for (;;) await sql(url, fill)
    }).rejects.toThrow('could not extend file')
    const refused = { deed: ['UNAVAILABLE', 5], query: 'done' }
    for (let i = 0; i < 3; i++) expect(await answers(asker)).toMatchObject(refused)
    await expect.poll(() => ready(asker), { timeout: 5000 }).toBe('503 the database can’t write: its disk is full')
    expect(times('error', 'the database can’t write')).toBe(1)
    expect(logged.error.mock.calls[0]![0]).toMatchObject({ error: expect.stringContaining('could not extend file') })
  })

  test('is named when PostgreSQL gave up all its connections for it', async () => {
    const { ownerUrl: url, stop } = await startPostgres(folder, { fsync: 'off' })
    await sql(url, 'CREATE TABLE filled (text text)')
    const [{ at }] = await sql(url, `SELECT (pg_current_wal_insert_lsn() - '0/0') % 16777216 AS at`)
    await stop()
    // the file of the log of changes that is in use is there, and nothing can be written beyond this place of it
    const { said } = limited(folder, Math.floor(Number(at) / 512) + 2048)
    await expect.poll(said, { timeout: 60_000 }).toContain('postgresql://')
    const address = /postgresql:\/\/\S+/.exec(said())![0]
    const fill = `INSERT INTO filled SELECT repeat('x', 1000) FROM generate_series(1, 20000)`
    await expect(sql(address, fill)).rejects.toThrow()
    await expect.poll(said, { timeout: 60_000 }).toContain('its disk is full')
    expect(said()).toContain('could not write to log file')
  })

  test('is seen before it is full', async () => {
    openDb(await freshDatabase())
    // the disk of the database of an earlier test was full
    await expect.poll(async () => (await look()).isWritable, { timeout: 10_000 }).toBe(true)
    const stop = watchDatabase({ folder, lowMb: 1_000_000_000, leastMb: 1 })
    const low = /^only \d+ MB are free on the disk of DATA_DIR$/
    expect(await look()).toMatchObject({ isWritable: true, sentence: expect.stringMatching(low) })
    expect(times('warn', 'little space is left')).toBe(1)
    await look()
    expect(times('warn', 'little space is left')).toBe(1)
    await stop()
    const again = watchDatabase({ folder, lowMb: 1, leastMb: 1_000_000_000 })
    expect(await look()).toMatchObject({ isWritable: false, sentence: expect.stringMatching(low) })
    await again()
    await closeDb()
  })
})
