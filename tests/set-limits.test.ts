import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { callerOf } from '#tests/setup/caller.ts'
import { anAccount, aSecret, aUnion } from '#tests/setup/factories.ts'
import { bareSocket, closeCode, openSocket, subscribe } from '#tests/setup/transports.ts'

/** Limits that an operator has set, small enough to be reached. */
const limits = {
  SOCKETS_PER_SESSION: 3,
  SOCKETS_PER_ACCOUNT: 4,
  SOCKETS_PER_NODE: 6,
  OPERATIONS_PER_SOCKET: 2,
  MESSAGES_PER_MINUTE: 8,
  // what eighty visits with their ids cost
  MAX_COST: 402,
}

let app: TestApp
let unionId: string
let accountId: string
let open: WebSocket[] = []

beforeAll(async () => {
  app = await startTestApp(limits)
  unionId = (await aUnion()).id
})
beforeEach(async () => {
  accountId = (await anAccount(unionId)).id
})
afterEach(async () => {
  await leave(...open)
})
afterAll(() => app.close())

const stream = 'subscription { boardEvents(after: 0) { through } }'

/** Opens a socket with the token; rejects with the code or the status by which it is refused. */
async function enter(token: string): Promise<WebSocket> {
  const socket = await openSocket(app, { authorization: `Bearer ${token}` })
  open.push(socket)
  return socket
}

/** How many connections the server counts. */
async function connections(): Promise<number> {
  const page = await (await fetch(`${app.url}/metrics`)).text()
  return Number(/^sizhen_connections (\d+)$/m.exec(page)![1])
}

/** Closes sockets, and resolves when the server has let go of them too. */
async function leave(...sockets: WebSocket[]): Promise<void> {
  for (const socket of sockets) socket.close()
  open = open.filter((each) => !sockets.includes(each))
  await expect.poll(connections).toBe(open.length)
}

const enterTimes = async (token: string, times: number) => {
  for (let i = 0; i < times; i++) await enter(token)
}

describe('sockets', () => {
  it('of a session: so many at once, one more is closed by 4491, and who leaves makes room', async () => {
    const token = await aSecret(accountId)
    await enterTimes(token, limits.SOCKETS_PER_SESSION)
    await expect(enter(token)).rejects.toThrow('closed 4491')
    for (let i = 0; i < 3; i++) {
      await leave(open[0]!)
      await enter(token)
      await expect(enter(token)).rejects.toThrow('closed 4491')
    }
  })

  it('of an account: so many at once over all its sessions, however often it comes back', async () => {
    const sessions = [await aSecret(accountId), await aSecret(accountId)] as const
    for (let i = 0; i < limits.SOCKETS_PER_ACCOUNT + 2; i++) await leave(await enter(sessions[i % 2]!))
    await enterTimes(sessions[0], 2)
    await enterTimes(sessions[1], 2)
    for (const token of sessions) await expect(enter(token)).rejects.toThrow('closed 4491')
    await leave(open[2]!)
    await enter(sessions[0])
    await expect(enter(sessions[1])).rejects.toThrow('closed 4491')
  })

  it('of another session and another account are not counted with them', async () => {
    await enterTimes(await aSecret(accountId), limits.SOCKETS_PER_SESSION)
    await enter(await aSecret(accountId))
    await enter(await aSecret((await anAccount(unionId)).id))
  })

  it('of a node: so many at once, whoever opens them, and one more is refused by 503', async () => {
    for (let i = 0; i < 2; i++) await enterTimes(await aSecret((await anAccount(unionId)).id), 3)
    const token = await aSecret(accountId)
    await expect(enter(token)).rejects.toThrow('HTTP 503')
    await leave(open[0]!)
    await enter(token)
  })

  it('that are refused are not counted either', async () => {
    const token = await aSecret(accountId)
    await enterTimes(token, limits.SOCKETS_PER_SESSION)
    for (let i = 0; i < limits.SOCKETS_PER_ACCOUNT; i++) await expect(enter(token)).rejects.toThrow('closed 4491')
    await enter(await aSecret(accountId))
  })
})

describe('what one socket may ask', () => {
  it('so many subscriptions at once; one that ends makes room, and one more closes it by 4492', async () => {
    const socket = await enter(await aSecret(accountId))
    const closed = closeCode(socket)
    const follow = (id: string) => socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query: stream } }))
    for (let i = 0; i < limits.OPERATIONS_PER_SOCKET; i++) {
      follow(String(i))
      await once(socket, 'message')
    }
    socket.send(JSON.stringify({ id: '0', type: 'complete' }))
    expect((await subscribe(socket, stream)).type).toBe('next')
    await expect(subscribe(socket, stream)).rejects.toThrow('closed 4492')
    expect(await closed).toBe(4492)
  })

  it.each<[string, (socket: WebSocket) => Promise<unknown>]>([
    [
      'messages',
      async (socket) => {
        socket.send('{"type":"ping"}')
        await once(socket, 'message')
      },
    ],
    [
      'pings',
      async (socket) => {
        socket.ping()
        await once(socket, 'pong')
      },
    ],
  ])('so many %s a minute, its greeting among them; one more closes it by 4493', async (_, say) => {
    const socket = await enter(await aSecret(accountId))
    const closed = closeCode(socket)
    for (let i = 1; i < limits.MESSAGES_PER_MINUTE; i++) await say(socket)
    expect(socket.readyState).toBe(socket.OPEN)
    socket.send('{"type":"ping"}')
    expect(await closed).toBe(4493)
  })

  it('nothing before it has said who it is: 4401', async () => {
    const socket = bareSocket(app)
    await once(socket, 'open')
    const closed = closeCode(socket)
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: stream } }))
    expect(await closed).toBe(4401)
  })
})

it('what a document may cost is answered, and what costs more is INVALID', async () => {
  const { query, refusal } = callerOf(app, await aSecret(accountId))
  const visits = (count: number) => `{ visits(first: ${count}) { edges { node { id } } } }`
  await query(visits(80))
  expect(await refusal(visits(81))).toMatchObject({
    code: 'INVALID',
    message: expect.stringContaining(`limit of ${limits.MAX_COST} exceeded`),
  })
})
