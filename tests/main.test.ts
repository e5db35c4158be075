import { once } from 'node:events'
import { createServer } from 'node:net'
import pg from 'pg'
import { describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { sql } from './setup/backups.ts'
import { freshDatabase } from './setup/database.ts'
import { aProxy } from './setup/proxy.ts'
import { freePort, runningServer, startServer as start } from './setup/server-process.ts'

// each test starts processes, which takes long on a busy machine
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const running = async (settings: Record<string, string> = {}) =>
  runningServer({ DATABASE_URL: await freshDatabase(), ...settings })

/** What refuses a sign-in that can't be right: it has to ask the database all the same. */
async function signInAsNobody(url: string): Promise<{ code: string; retryAfter?: number }> {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input: { username: 'nobody', password: 'x' } } }),
  })
  return (await answer.json()).errors[0].extensions
}

describe('a start that can’t be', () => {
  test('names every setting at fault', async () => {
    const server = start({ PORT: 'x', TRUST_PROXY: '12', DATABASE_URL: 'mysql://a:secret@b/c', LOG_LEVEL: 'loud' })
    expect(await server.ended).toBe(1)
    expect(
      server.said
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(['PORT', 'TRUST_PROXY', 'DATABASE_URL', 'LOG_LEVEL'])
    expect(server.said).not.toContain('secret')
  })

  test('with the published password beyond loopback says why', async () => {
    const settings = { DATABASE_URL: await freshDatabase(), HOST: '0.0.0.0', SIZHEN_SEED: 'article' }
    const server = start({ ...settings, SIZHEN_PRACTICE_PASSWORD: '' })
    expect(await server.ended).toBe(1)
    expect(server.said).toContain('loopback only')
  })

  test('on a port that is taken says which', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const PORT = String((taken.address() as { port: number }).port)
    const server = start({ DATABASE_URL: await freshDatabase(), PORT })
    expect(await server.ended).toBe(1)
    expect(server.said).toContain(`PORT ${PORT}`)
    taken.close()
  })
})

describe('a start before the database is up', () => {
  test('waits for it', async () => {
    const database = await aProxy(await freshDatabase())
    database.cut()
    const server = start({ DATABASE_URL: database.url, PORT: await freePort() })
    await expect.poll(() => server.said, { timeout: 120_000 }).toContain('waiting for the database')
    await database.mend()
    await expect.poll(() => server.said, { timeout: 120_000 }).toContain('/board')
    database.cut()
  })

  test('waits for one that takes no changes, and says so', async () => {
    const DATABASE_URL = await freshDatabase()
    const name = new URL(DATABASE_URL).pathname.slice(1)
    await sql(DATABASE_URL, `ALTER DATABASE ${name} SET default_transaction_read_only = on`)
    const server = start({ DATABASE_URL, PORT: await freePort() })
    await expect.poll(() => server.said, { timeout: 120_000 }).toContain('waiting for the database')
    expect(server.said).toContain('it is a standby, or was set to only read')
    await sql(DATABASE_URL, `SET transaction_read_only = off; ALTER DATABASE ${name} RESET ALL`)
    await expect.poll(() => server.said, { timeout: 120_000 }).toContain('/board')
    expect(server.said.match(/waiting for the database/g)).toHaveLength(1)
  })

  test('stops waiting at once when it is told to', async () => {
    const server = start({ DATABASE_URL: 'postgresql://127.0.0.1:9/none', PORT: await freePort() })
    await expect.poll(() => server.said, { timeout: 120_000 }).toContain('waiting for the database')
    const began = performance.now()
    server.child.kill('SIGINT')
    expect(await server.ended).toBe(0)
    expect(performance.now() - began).toBeLessThan(3000)
  })

  test('but not for one that does not exist', async () => {
    const url = new URL(await freshDatabase())
    url.pathname = '/nowhere'
    const server = start({ DATABASE_URL: url.href, PORT: await freePort() })
    expect(await server.ended).toBe(1)
    expect(server.said.trim()).toBe('The database can\'t be reached: database "nowhere" does not exist.')
  })
})

describe('a stop', () => {
  test('answers what is under way, closes sockets with 1001 and leaves', async () => {
    const DATABASE_URL = await freshDatabase()
    const server = await running({ DATABASE_URL })
    const holder = new pg.Client({ connectionString: DATABASE_URL })
    await holder.connect()
    await holder.query('BEGIN; LOCK TABLE "Account"')
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
    await once(socket, 'open')
    const closed = once(socket, 'close')
    const slow = signInAsNobody(server.url)
    // other databases of the same server have locks of their own
    const waiting = `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = '"Account"'::regclass
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
    const count = async () => (await holder.query(waiting)).rowCount
    await expect.poll(count, { interval: 5, timeout: 60_000 }).toBeGreaterThan(0)
    server.child.kill('SIGTERM')
    await holder.query('ROLLBACK')
    await holder.end()
    expect(await slow).toMatchObject({ code: 'UNAUTHENTICATED' })
    expect((await closed)[0]).toBe(1001)
    expect(await server.ended).toBe(0)
    await expect(fetch(server.url)).rejects.toThrow()
  })

  test('also comes where `npm start` was killed and could say nothing', async () => {
    const server = await running()
    // what the end of the process at the other end of the channel does
    server.child.disconnect()
    expect(await server.ended).toBe(0)
    await expect(fetch(server.url)).rejects.toThrow()
  })
})

describe('a database that goes away', () => {
  test('makes requests UNAVAILABLE, and the server outlives it', async () => {
    const database = await aProxy(await freshDatabase())
    const server = await running({ DATABASE_URL: database.url })
    const ask = () => signInAsNobody(server.url)
    database.cut()
    expect(await ask()).toMatchObject({ code: 'UNAVAILABLE', retryAfter: expect.any(Number) })
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    await database.mend()
    await expect.poll(async () => (await ask()).code).toBe('UNAUTHENTICATED')
    expect(server.child.exitCode).toBeNull()
    database.cut()
  })
})
