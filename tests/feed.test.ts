import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Batch, oneByOne } from '#server/feed/batch.ts'
import { feedCounters } from '#server/feed/counters.ts'
import { feedSize, startFeed, stopFeed } from '#server/feed/feed.ts'
import { LogConnection } from '#server/feed/log-connection.ts'
import type { LoggedEvent } from '#server/log/events.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { onStatement } from '#server/postgres/statement-times.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { headOf } from '#tests/setup/people.ts'
import { aStream, happen, next, range, readThrough, type Stream, seqsOf, subscriber } from '#tests/setup/stream.ts'

let stream: Stream

beforeAll(async () => {
  openDb(await freshDatabase(), 20)
  stream = await aStream()
  startFeed()
})

afterAll(async () => {
  await stopFeed()
  await closeDb()
})

const head = () => headOf(stream.unionId)

describe('a cursor', () => {
  it('gives its position at once, even where nothing has happened', async () => {
    const from = subscriber(stream, { after: await head() })
    const { value } = await next(from)
    expect(value).toMatchObject({ reset: false, events: [], through: await head() })
    await from.return()
  })

  it('gives everything after its position in order, once, while writers write', async () => {
    const start = await head()
    const readers = Array.from({ length: 5 }, () => subscriber(stream, { after: start }))
    const reading = readers.map((reader) => readThrough(reader, start + 120))
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        for (let i = 0; i < 10; i++) await happen(stream, 'visit.arrived', 2)
      }),
    )
    for (const batches of await Promise.all(reading)) {
      expect(seqsOf(batches)).toEqual(range(start + 1, 120))
      batches.slice(1).forEach((batch, i) => {
        expect(batch.after).toBe(batches[i]!.through)
      })
    }
    await Promise.all(readers.map((reader) => reader.return()))
  })

  it('reads what memory no longer holds from the log', async () => {
    const start = await head()
    await happen(stream, 'visit.arrived', 1500)
    const from = subscriber(stream, { after: start })
    expect(seqsOf(await readThrough(from, start + 1500))).toEqual(range(start + 1, 1500))
    await from.return()
    // around the oldest of the thousand events that memory has
    for (const behind of [999, 1000, 1001, 1002]) {
      const edge = subscriber(stream, { after: start + 1500 - behind })
      expect(seqsOf(await readThrough(edge, start + 1500))).toEqual(range(start + 1501 - behind, behind))
      await edge.return()
    }
  })

  it('resumes inside memory without a query', async () => {
    const start = await head()
    const first = subscriber(stream, { after: start })
    await next(first)
    await happen(stream, 'visit.arrived', 3)
    await readThrough(first, start + 3)
    let statements = 0
    const stop = onStatement(() => statements++)
    for (let i = 0; i < 20; i++) {
      const resumed = subscriber(stream, { after: start + 1 })
      expect(seqsOf(await readThrough(resumed, start + 3))).toEqual(range(start + 2, 2))
      await resumed.return()
    }
    stop()
    // the poll's look at the stream may fall into it
    expect(statements).toBeLessThan(5)
    await first.return()
  })

  it('leaves out what the viewer may not see, without a break in continuity', async () => {
    const start = await head()
    await happen(stream, 'secret.kept', 3)
    await happen(stream, 'visit.arrived')
    const from = subscriber(stream, { after: start, isVisible: ({ name }) => name === 'visit.arrived' })
    const batches = await readThrough(from, start + 4)
    expect(batches.flatMap((batch) => batch.events)).toHaveLength(1)
    expect(batches.at(-1)!.through).toBe(start + 4)
    await from.return()
  })

  it('is not told of what it may not see before its next heartbeat, which goes past it', async () => {
    const start = await head()
    const from = subscriber(stream, { after: start, isVisible: () => false })
    await next(from)
    await happen(stream, 'secret.kept', 2)
    const { value } = await next(from)
    expect(value).toMatchObject({ after: start, through: start + 2, events: [] })
    await from.return()
  })

  it('ends while it waits, and leaves nothing behind', async () => {
    const before = feedSize().subscribers
    const waiting = Array.from({ length: 20 }, () => subscriber(stream, { after: 0 }))
    for (const each of waiting) await readThrough(each, await head())
    const pending = waiting.map((each) => next(each))
    expect(feedSize().subscribers).toBe(before + 20)
    await Promise.all(waiting.map((each) => each.return()))
    for (const each of await Promise.all(pending)) expect(each.done).toBe(true)
    expect(feedSize()).toMatchObject({ subscribers: before, channels: 0 })
  })

  it('hears by the poll of what no signal told', async () => {
    const start = await head()
    const from = subscriber(stream, { after: start })
    await next(from)
    const following = next(from)
    await db.$queryRaw`SELECT append_events(${stream.unionId}::uuid, NULL, NULL, NULL, NULL, NULL,
      ${JSON.stringify([{ name: 'visit.arrived', subjectType: 'TradeUnion', subjectId: stream.unionId }])}::jsonb)`
    expect((await following).value).toMatchObject({ through: start + 1 })
    await from.return()
  })
})

it('what could not be answered is asked again at the next look, and nothing is lost or doubled', async () => {
  const start = await head()
  let failures = 2
  const onAnswer = ({ events }: Batch) => {
    if (events.length && failures-- > 0) throw Object.assign(new Error('database away'), { code: '08006' })
  }
  const from = subscriber(stream, { after: start, onAnswer })
  await next(from)
  await happen(stream, 'visit.arrived', 2)
  expect(seqsOf(await readThrough(from, start + 2))).toEqual([start + 1, start + 2])
  expect(failures).toBeLessThan(0)
  await from.return()
})

it('a batch given out one by one ends each message where a cut loses nothing', () => {
  const events = range(8, 3).map((seq) => ({ seq }) as LoggedEvent)
  const batch = { epoch: '', reset: false, after: 7, through: 14, head: 20, at: new Date(), events }
  expect(oneByOne(batch).map(({ event, through }) => [event?.seq, through])).toEqual([
    [8, 8],
    [9, 9],
    [10, 14],
  ])
  expect(oneByOne({ ...batch, events: [] })).toMatchObject([{ event: null, through: 14 }])
})

describe('the nodes’ line', () => {
  it('tells the others of a stream, and not itself; each commit once at first and joined then', async () => {
    const [mine, others]: [string[], string[]] = [[], []]
    const one = new LogConnection((unionId) => unionId && mine.push(unionId))
    const other = new LogConnection((unionId) => unionId && others.push(unionId))
    const positions = { name: 'positions', text: 'SELECT head FROM "Stream"' }
    await Promise.all([one.read(positions, []), other.read(positions, [])])
    for (let i = 0; i < 50; i++) one.notify(stream.unionId)
    await expect.poll(() => others).toContain(stream.unionId)
    await one.read(positions, [])
    expect(others.length).toBeLessThan(10)
    expect(mine).toEqual([])
    await Promise.all([one.end(), other.end()])
  })

  it('is told of every change that a rule writes', async () => {
    const heard: string[] = []
    const other = new LogConnection((unionId) => unionId && heard.push(unionId))
    await other.read({ name: 'positions', text: 'SELECT head FROM "Stream"' }, [])
    await happen(stream)
    await expect.poll(() => heard).toContain(stream.unionId)
    await other.end()
  })
})

it('one read of the log serves all subscribers of a node', async () => {
  const start = await head()
  const readers = Array.from({ length: 50 }, () => subscriber(stream, { after: start }))
  await Promise.all(readers.map((reader) => next(reader)))
  const { read } = feedCounters
  await happen(stream, 'visit.arrived', 3)
  await Promise.all(readers.map((reader) => readThrough(reader, start + 3)))
  expect(feedCounters.read - read).toBe(3)
  await Promise.all(readers.map((reader) => reader.return()))
  expect(feedSize().subscribers).toBe(0)
})
