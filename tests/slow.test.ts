import { afterEach, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { feedLag } from '#server/feed/feed.ts'
import { announceCommit } from '#server/log/commits.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { anAccount, aUnion } from '#tests/setup/factories.ts'
import { headOf } from '#tests/setup/people.ts'
import { closeCode, openSocket } from '#tests/setup/transports.ts'

let app: TestApp
let unionId: string
let token: string

async function start(RESUME_LIMIT: number): Promise<void> {
  // a socket that takes nothing does not answer a ping either
  app = await startTestApp({ RESUME_LIMIT, SOCKETS_PER_SESSION: 20, PING_EVERY_MS: 600_000 })
  unionId = (await aUnion()).id
  token = await app.signInAs((await anAccount(unionId)).username)
}

afterEach(() => app.close())

const document = `subscription ($after: Int!) { boardEvents(after: $after) {
  reset after through events { seq name at happenedAt campaign { visited underWay planned issues } } } }`

/** A socket on the board's events that checks them as they come: each once, in order. */
async function follow(after: number) {
  const socket = await openSocket(app, { authorization: `Bearer ${token}` })
  const seen = { through: after, seq: after, reset: false, wrong: 0 }
  socket.on('message', (data: Buffer) => {
    const batch = JSON.parse(data.toString()).payload?.data?.boardEvents
    if (!batch) return
    if (batch.after !== seen.through) seen.wrong++
    for (const { seq } of batch.events) if (seq !== ++seen.seq) seen.wrong++
    seen.through = batch.through
    seen.reset ||= batch.reset
  })
  socket.send(JSON.stringify({ id: 'board', type: 'subscribe', payload: { query: document, variables: { after } } }))
  await new Promise((resolve) => socket.once('message', resolve))
  return { socket, seen }
}

/** Events about the account that watches: what they say is short, what they carry is not. */
async function happen(times: number): Promise<number> {
  const event = { name: 'visit.planned', subjectType: 'Visit', subjectId: unionId, union: { days: {} } }
  const page = JSON.stringify(Array(500).fill(event))
  for (let i = 0; i < times; i += 500) {
    await db.$queryRaw`SELECT append_events(${unionId}::uuid, NULL, NULL, NULL, NULL, NULL, ${page}::jsonb)`
    announceCommit(unionId)
  }
  return headOf(unionId)
}

const level = (one: { seen: { through: number } }, head: number) =>
  expect.poll(() => one.seen.through, { timeout: 60_000, interval: 20 }).toBe(head)

const pause = (socket: WebSocket) => socket.pause()

describe('a socket that takes nothing', () => {
  it('is handed no more than it takes, leaves the others alone, and catches up exactly', async () => {
    await start(200_000)
    const after = await headOf(unionId)
    const [live, ...slow] = await Promise.all(Array.from({ length: 6 }, () => follow(after)))
    for (const { socket } of slow) pause(socket)
    await level(live!, await happen(20_000))
    const head = await happen(80_000)
    await level(live!, head)
    // A position moves on when a page is handed over: the events behind which it stands wait in the log, and nowhere else.
    expect(feedLag()).toBeGreaterThan(50_000)
    expect(head - slow[0]!.seen.through).toBeGreaterThan(50_000)
    for (const { socket } of slow) socket.resume()
    for (const each of [live!, ...slow]) {
      await level(each, head)
      expect(each.seen).toMatchObject({ wrong: 0, reset: false, seq: head })
    }
  }, 180_000)

  it('is closed with 4490 where it lags further than the limit, and may come back', async () => {
    await start(1000)
    const after = await headOf(unionId)
    const [live, slow] = await Promise.all([follow(after), follow(after)])
    pause(slow.socket)
    for (let i = 0; i < 80; i++) await level(live, await happen(500))
    const closed = closeCode(slow.socket)
    // the notice waits behind what was sent before
    setTimeout(() => slow.socket.resume(), 2000)
    expect(await closed).toBe(4490)
    const back = await follow(slow.seen.through)
    await expect.poll(() => back.seen.reset).toBe(true)
  }, 180_000)
})
