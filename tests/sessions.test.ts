import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { feedSize } from '#server/feed/feed.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp, testPassword } from './setup/app.ts'
import { takeErrors } from './setup/console.ts'
import { anAccount, aUnion } from './setup/factories.ts'
import { bareSocket, closeCode, openSocket, subscribe } from './setup/transports.ts'

let app: TestApp
let unionId: string
let command: string

beforeAll(async () => {
  app = await startTestApp()
  unionId = (await aUnion()).id
  command = await app.signInAs((await anAccount(unionId)).username)
})
afterAll(() => app.close())

const stream = 'subscription { boardEvents(after: 0) { through } }'
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** Asks for the stream over SSE, the way urql asks for anything. */
const sse = (token: string, query = stream) =>
  fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: {
      ...bearer(token),
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json, text/event-stream, multipart/mixed',
    },
    body: JSON.stringify({ query }),
  })

/** An account, its session, and a socket that already carries a subscription. */
async function watching() {
  const { id, username } = await anAccount(unionId)
  const token = await app.signInAs(username)
  const socket = await openSocket(app, bearer(token))
  await subscribe(socket, stream)
  return { id, accountId: globalId('Account', id), token, socket, closed: closeCode(socket) }
}

describe('a session that ends takes its sockets with it', () => {
  const ends: [string, (of: Awaited<ReturnType<typeof watching>>) => Promise<unknown>][] = [
    ['signOut', ({ token }) => app.gql(token, 'mutation { signOut { signedOut } }')],
    ['disableAccount', ({ accountId }) => app.change(command, 'disableAccount', { accountId }, 'account { id }')],
    [
      'setPassword',
      ({ accountId }) => app.change(command, 'setPassword', { accountId, password: 'another one' }, 'account { id }'),
    ],
    ['its last day', ({ id }) => db.session.updateMany({ where: { accountId: id }, data: { expiresAt: new Date() } })],
    [
      'lying idle',
      ({ id }) =>
        db.session.updateMany({ where: { accountId: id }, data: { usedAt: new Date(Date.now() - 13 * 3_600_000) } }),
    ],
  ]

  test.each(ends)('%s', async (_, end) => {
    const watcher = await watching()
    await end(watcher)
    expect(await watcher.closed).toBe(4403)
    await expect(openSocket(app, bearer(watcher.token))).rejects.toThrow('closed 4403')
  })

  test('revokeToken', async () => {
    const { id } = await anAccount(unionId, { role: 'INTEGRATOR' })
    const wanted = { accountId: globalId('Account', id), name: 'x', scopes: ['BOARD'], expiresOn: tomorrow }
    const { data } = await app.change<{ secret: string; token: { id: string } }>(
      command,
      'createToken',
      wanted,
      'secret token { id }',
    )
    const socket = await openSocket(app, bearer(data!.createToken!.secret))
    const closed = closeCode(socket)
    await app.change(command, 'revokeToken', { tokenId: data!.createToken!.token.id }, 'token { id }')
    expect(await closed).toBe(4403)
  })

  test('an SSE stream as well', async () => {
    const token = await app.signInAs((await anAccount(unionId)).username)
    const answer = await sse(token)
    const ended = answer.text().catch(() => 'cut')
    await app.gql(token, 'mutation { signOut { signedOut } }')
    expect(await ended).toBeTruthy()
  })

  test('others stay, and readers go when the last client leaves', async () => {
    const watcher = await watching()
    const leaver = await watching()
    await app.gql(leaver.token, 'mutation { signOut { signedOut } }')
    await leaver.closed
    expect(watcher.socket.readyState).toBe(watcher.socket.OPEN)
    watcher.socket.close()
    await expect.poll(() => feedSize()).toMatchObject({ subscribers: 0, channels: 0 })
  })
})

describe('who may open a socket', () => {
  const refused: [string, object][] = [
    ['nobody', {}],
    ['a wrong token', bearer('nonsense')],
    ['a token that is no text', { authorization: 7 }],
  ]
  test.each(refused)('%s may not', async (_, params) => {
    await expect(openSocket(app, params)).rejects.toThrow('closed 4403')
  })

  test('a cookie counts from a page of ours only', async () => {
    const { username } = await anAccount(unionId)
    const cookie = `sizhen=${await app.signInAs(username)}`
    const socket = await openSocket(app, {}, { cookie, origin: app.url })
    expect((await subscribe(socket, stream)).type).toBe('next')
    socket.close()
    await expect(openSocket(app, {}, { cookie })).rejects.toThrow('closed 4403')
    for (const origin of ['http://evil.example', 'null', 'https://127.0.0.1']) {
      await expect(openSocket(app, {}, { cookie, origin })).rejects.toThrow('HTTP 403')
    }
  })

  test('six connections a session, sockets and SSE together, while queries are free', async () => {
    const token = await app.signInAs((await anAccount(unionId)).username)
    const sockets: WebSocket[] = []
    for (let i = 0; i < 6; i++) sockets.push(await openSocket(app, bearer(token)))
    await expect(openSocket(app, bearer(token))).rejects.toThrow('closed 4491')
    sockets[0]!.close()
    await once(sockets[0]!, 'close')
    const next = await openSocket(app, bearer(token))
    expect((await subscribe(next, stream)).type).toBe('next')
    const stream7 = await (await sse(token)).text()
    expect(stream7).toContain('"code":"UNAVAILABLE"')
    const queries = await Promise.all(Array.from({ length: 10 }, () => sse(token, '{ viewer { role } }')))
    expect(queries.map(({ status }) => status)).toEqual(Array(10).fill(200))
    for (const socket of [...sockets, next]) socket.close()
  })
})

describe('what a socket may say', () => {
  const open = async () =>
    openSocket(app, { ...bearer(await app.signInAs((await anAccount(unionId)).username)), language: 'en' })

  test.each(['{ viewer { id } }', 'mutation { signOut { signedOut } }'])('%s is for HTTP', async (query) => {
    const socket = await open()
    const { type, payload } = await subscribe(socket, query)
    expect([type, payload[0].extensions.code]).toEqual(['error', 'INVALID'])
    expect(payload[0].message).toContain('by HTTP')
    socket.close()
  })

  test('twenty operations, and no more', async () => {
    const socket = await open()
    const types: string[] = []
    for (let i = 0; i < 20; i++) types.push((await subscribe(socket, stream)).type)
    expect(types).toEqual(Array(20).fill('next'))
    await expect(subscribe(socket, stream)).rejects.toThrow('closed 4492')
  })

  test('a hundred messages a minute', async () => {
    const socket = await open()
    const closed = closeCode(socket)
    for (let i = 0; i < 101; i++) socket.send('{"type":"ping"}')
    expect(await closed).toBe(4493)
  })

  test('frames of 64 KB', async () => {
    const socket = await open()
    const closed = closeCode(socket)
    socket.send(JSON.stringify({ type: 'ping', payload: { x: 'a'.repeat(70_000) } }))
    expect(await closed).toBe(1009)
  })

  test('hello within three seconds', async () => {
    expect(await closeCode(bareSocket(app))).toBe(4408)
  })

  test('nothing but the protocol', async () => {
    const socket = await open()
    const closed = closeCode(socket)
    socket.send('hello')
    expect(await closed).toBe(4400)
  })

  test('no message that only the server sends', async () => {
    const socket = await open()
    const closed = closeCode(socket)
    socket.send(JSON.stringify({ type: 'connection_ack' }))
    expect(await closed).toBe(4500)
    expect(takeErrors()).toEqual([expect.stringContaining('connection_ack')])
  })
})

test('a refused subscription says why, in the language that was asked for', async () => {
  const token = await app.signInAs((await anAccount(unionId)).username, testPassword)
  for (const [language, word] of [
    ['en', 'negative'],
    ['zh', '不能为负'],
  ]) {
    const socket = await openSocket(app, { ...bearer(token), language })
    const { payload } = await subscribe(socket, 'subscription { boardEvents(after: -1) { through } }')
    const [error] = payload.errors ?? payload
    expect(error.extensions).toMatchObject({ code: 'INVALID', requestId: expect.any(String) })
    expect(error.message).toContain(word)
    socket.close()
  }
})

test.each([
  ['after: -1, first: 5', 'after'],
  ['after: 0, first: 0', 'first'],
  ['after: 0, first: 101', 'first'],
  ['after: -1, first: 101', 'after'],
])('a page of the log (%s) is refused at %s', async (args, field) => {
  const token = await app.signInAs((await anAccount(unionId)).username, testPassword)
  const { errors } = await app.gql<object>(token, `{ events(${args}) { through } }`)
  expect(errors![0]!.extensions).toMatchObject({ code: 'INVALID', field })
})
