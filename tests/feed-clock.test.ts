import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { startFeed, stopFeed } from '#server/feed/feed.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { readBoard, readMoment } from '#tests/setup/board.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aSmallUnion } from '#tests/setup/small-union.ts'
import { aStream, happen, next, type Stream, subscriber } from '#tests/setup/stream.ts'

const hour = 3_600_000

let stream: Stream

beforeAll(async () => {
  openDb(await freshDatabase())
  stream = await aStream()
  startFeed()
})
afterEach(() => {
  vi.useRealTimers()
})
afterAll(async () => {
  await stopFeed()
  await closeDb()
})

const databaseTime = async () => (await db.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`)[0]!.at.getTime()

/** Sets the clock of this process, from which a step of the machine's clock cannot be told; timers go on as they are. */
const setClock = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms })

it.each([
  ['back', -hour],
  ['ahead', hour],
])('heartbeats go on after the clock was set an hour %s, and say the time of the database', async (_, step) => {
  const from = subscriber(stream, { after: 0 })
  await next(from)
  setClock(step)
  const before = await databaseTime()
  const heartbeats = [await next(from), await next(from)]
  const after = await databaseTime()
  for (const { value } of heartbeats) {
    expect(value).toMatchObject({ reset: false, events: [] })
    expect(value!.at.getTime()).toBeGreaterThanOrEqual(before - 1000)
    expect(value!.at.getTime()).toBeLessThanOrEqual(after)
  }
  await from.return()
})

it('the past can be asked for at the board’s own moment by a node whose clock is behind', async () => {
  const { command } = await aSmallUnion()
  setClock(-hour)
  const { seq, asOf } = await readBoard(command)
  expect(await readMoment(command, new Date(asOf))).toMatchObject({ seq, asOf })
  await expect(readMoment(command, new Date(Date.parse(asOf) + 1))).rejects.toMatchObject({ code: 'INVALID' })
})

it('an event has the time of the database, whatever this process takes for the time', async () => {
  setClock(-hour)
  const before = await databaseTime()
  await happen(stream)
  const event = await db.event.findFirstOrThrow({ where: { unionId: stream.unionId }, orderBy: { seq: 'desc' } })
  expect(event.at.getTime()).toBeGreaterThanOrEqual(before - 1)
  expect(event.happenedAt.getTime()).toBeLessThanOrEqual(event.at.getTime())
})
