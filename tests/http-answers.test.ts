import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { useDeadline as deadlineOf } from '#server/http/deadline.ts'
import { clientFiles } from '#server/http/files.ts'
import { withDeadline } from '#server/platform/deadline.ts'
import { databaseUrl, db, openDb } from '#server/postgres/db.ts'
import { startTestApp, type TestApp, testPassword } from './setup/app.ts'
import { freshDatabase } from './setup/database.ts'
import { anAccount, aUnion } from './setup/factories.ts'
import { temporaryFolder } from './setup/folder.ts'

let app: TestApp
let username: string

beforeAll(async () => {
  // the tables' owner, because a test changes one
  app = await startTestApp({ REQUEST_TIMEOUT_MS: 60_000 }, await freshDatabase())
  username = (await anAccount((await aUnion()).id)).username
})
afterAll(() => app.close())

const json = { 'content-type': 'application/json' }

describe('headers and cookies', () => {
  const policyOf = async (url: string) => (await fetch(`${url}/login`)).headers.get('content-security-policy')
  const signIn = (url: string) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({
        query: 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
        variables: { input: { username, password: testPassword } },
      }),
    })

  test('by http have no Secure and no Strict-Transport-Security', async () => {
    const answer = await signIn(app.url)
    expect(answer.headers.getSetCookie()[0]).toMatch(/^sizhen=[\w-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/)
    expect(answer.headers.get('strict-transport-security')).toBeNull()
    expect(answer.headers.get('content-security-policy')).toBeNull()
    expect(await policyOf(app.url)).toContain(`connect-src 'self' ${app.url.replace('http', 'ws')};`)
  })

  test('by https have both, and a socket goes by wss', async () => {
    const { close, url } = await startTestApp(
      { REQUEST_TIMEOUT_MS: 60_000, PUBLIC_URL: 'https://board.example.org' },
      databaseUrl,
    )
    onTestFinished(async () => {
      await close()
      openDb(databaseUrl)
    })
    const answer = await signIn(url)
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-sizhen=[\w-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict; Secure$/,
    )
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=15552000; includeSubDomains')
    expect(await policyOf(url)).toContain("connect-src 'self' wss://board.example.org;")
  })

  test('of an API answer forbid to keep it; those of a page, to frame it, and to tell where one came from', async () => {
    const { headers } = await signIn(app.url)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    const page = (await fetch(`${app.url}/login`)).headers
    expect(page.get('x-frame-options')).toBe('DENY')
    expect(page.get('referrer-policy')).toBe('no-referrer')
    const refused = await fetch(`${app.url}/graphql`, { method: 'PUT' })
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, POST'])
  })

  test('of GraphiQL allow its own scripts and our sockets, and nothing else', async () => {
    const { username: integrator } = await anAccount((await aUnion()).id, { role: 'INTEGRATOR' })
    const authorization = `Bearer ${await app.signInAs(integrator)}`
    const page = await fetch(`${app.url}/graphql`, { headers: { accept: 'text/html', authorization } })
    const policy = page.headers.get('content-security-policy')!
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining(["default-src 'none'", `connect-src 'self' ${app.url.replace('http', 'ws')}`]),
    )
    expect(page.headers.get('cache-control')).toBe('no-store')
  })
})

describe('the deadline of a request', () => {
  const never = () => new Promise<never>(() => {})

  test('gives way to what is done in time, also to a failure', async () => {
    expect(await withDeadline(60_000, async () => 7)).toBe(7)
    await expect(withDeadline(60_000, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  })

  test('is UNAVAILABLE, with a time to wait', async () => {
    await expect(withDeadline(1, never)).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { retryAfter: 1 } })
  })

  /** What an operation comes to, of whose day to be answered in nothing is left; `undefined` when it has no deadline. */
  function late(document: string): Promise<unknown> | undefined {
    const day = 86_400_000
    let answer: Promise<unknown> | undefined
    const args = { document: parse(document), contextValue: { spentMs: day } }
    const setExecuteFn = (execute: (args: object) => Promise<unknown>) => {
      answer = execute(args)
    }
    deadlineOf(day).onExecute!({ args, executeFn: never, setExecuteFn } as never)
    return answer
  }

  test('is shorter by what it took to find out who asks', async () => {
    await expect(late('{ viewer { id } }')).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  })

  test.each(['previewRoster', 'applyRoster'])('does not hold for the mutation %s', async (name) => {
    expect(late(`mutation { ${name} { seq } }`)).toBeUndefined()
    expect(late(`mutation { other: ${name} { seq } }`)).toBeUndefined()
    await expect(late(`mutation { ${name}: signOut { signedOut } }`)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await expect(late(`{ ${name} { seq } }`)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  })
})

describe('/readyz', () => {
  const ready = async () => {
    const answer = await fetch(`${app.url}/readyz`)
    return [answer.status, await answer.text(), answer.headers.get('cache-control')]
  }

  test('says no while a migration is not finished, and yes when it was rolled back', async () => {
    expect(await ready()).toEqual([200, 'ready\n', 'no-store'])
    const row = `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('open', '', 'open')`
    await db.$executeRawUnsafe(row)
    await expect.poll(ready, { timeout: 5000 }).toEqual([503, 'migrations unfinished\n', 'no-store'])
    await db.$executeRawUnsafe(`UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = 'open'`)
    await expect.poll(ready, { timeout: 5000 }).toEqual([200, 'ready\n', 'no-store'])
  })

  test('says no while the node stops, to who has begun to ask before', async () => {
    const stopping = await startTestApp({ REQUEST_TIMEOUT_MS: 60_000 }, databaseUrl)
    const socket = connect(Number(new URL(stopping.url).port), '127.0.0.1')
    await once(socket, 'connect')
    socket.write('GET /readyz HTTP/1.1\r\nhost: x\r\n')
    await expect.poll(() => new Promise((resolve) => stopping.app.server.getConnections((_, n) => resolve(n)))).toBe(1)
    // without a first request the server could take the connection for an idle one
    await fetch(`${stopping.url}/healthz`, { headers: { connection: 'close' } })
    const closed = stopping.close()
    socket.write('\r\n')
    let answer = ''
    for await (const chunk of socket) answer += chunk
    expect(answer).toMatch(/^HTTP\/1\.1 503 [\s\S]*\r\nconnection: close\r\n[\s\S]*stopping\n/i)
    await closed
  })
})

describe('the files of the client', () => {
  let url: string

  beforeAll(async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'client', 'assets'), { recursive: true })
    await writeFile(join(folder, 'client', 'index.html'), '<title>page</title>')
    await writeFile(join(folder, 'client', 'assets', 'app-1.js'), 'one')
    await writeFile(join(folder, 'secret.txt'), 'secret')
    const server = createServer(clientFiles(join(folder, 'client'))).listen(0, '127.0.0.1')
    await once(server, 'listening')
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    return async () => {
      server.close()
      await rm(folder, { recursive: true })
    }
  })

  const get = async (path: string) => {
    const answer = await fetch(url + path)
    return [answer.status, await answer.text(), answer.headers.get('cache-control')]
  }

  test.each(['/', '/board', '/field', '/desk/visits/7', '/login?next=/desk'])(
    '%s is the page, never kept',
    async (path) => {
      expect(await get(path)).toEqual([200, '<title>page</title>', 'no-cache'])
    },
  )

  test('an asset may be kept for a year', async () => {
    expect(await get('/assets/app-1.js')).toEqual([200, 'one', 'public, max-age=31536000, immutable'])
  })

  test.each(['/assets/app-2.js', '/other', '/boards', '/desk/a.js', '/%2e%2e/secret.txt', '/..%2fsecret.txt'])(
    '%s is not there',
    async (path) => {
      expect((await get(path)).slice(0, 2)).toEqual([404, '没有这个页面。There is no such page.\n'])
    },
  )

  test('a client that was not built is not there', async () => {
    const server = createServer(clientFiles(join(await temporaryFolder(), 'none'))).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    expect((await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).status).toBe(404)
  })
})
