import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Event } from '#codegen/prisma/client.ts'
import { type Batch, oneByOne } from '#server/events/batch.ts'
import { feedSize, joinTail, startFeed, stopFeed } from '#server/events/feed.ts'
import { write } from '#server/events/log.ts'
import { accountsConcerned } from '#server/events/policy.ts'
import { Subscription } from '#server/events/subscription.ts'
import type { Actor, Context, Holder } from '#server/platform/context.ts'
import { databaseUrl, db, onStatement, openDb } from '#server/platform/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'

let unionId: string
let actor: Actor

beforeAll(async () => {
  openDb(await freshDatabase(), 20)
  unionId = (await db.tradeUnion.create({ data: { name: '事件流', level: 'SUBDISTRICT' } })).id
  await db.stream.create({ data: { unionId } })
  actor = { accountId: randomUUID(), unionId } as Actor
  startFeed()
})

afterAll(async () => {
  await stopFeed()
  await db.$disconnect()
})

const happen = (name = 'visit.tested', times = 1, { subjectId = unionId } = {}) =>
  write(actor, 'test', { clientId: randomUUID() }, async () => ({
    subjectId,
    events: Array.from({ length: times }, () => ({ name, subjectType: 'TradeUnion', subjectId })),
  }))

const head = async () => (await db.stream.findUniqueOrThrow({ where: { unionId } })).head

type Options = {
  after: number
  epoch?: string | null
  sees?: (event: Event) => boolean
  /** Who holds the session when it is asked for again. */
  renewed?: () => Actor | null
}

/** A subscriber that is handed the bare batches. */
function subscriber({ after, epoch = null, sees = () => true, renewed = () => actor }: Options): Subscription {
  const holder: Holder = { actor }
  const renew = async () => {
    holder.actor = renewed()
  }
  return new Subscription({
    unionId,
    after,
    epoch,
    context: { holder, renew } as Context,
    questionOf: () => ({ key: String(sees), sees, answer: async (batch) => [{ result: batch as never, bytes: null }] }),
  })
}

const next = async (from: Subscription) => (await from.next()) as IteratorResult<Batch>

/** Reads until the subscriber has gone through `seq`. */
async function readThrough(from: Subscription, seq: number): Promise<Batch[]> {
  const batches: Batch[] = []
  for (let through = -1; through < seq; ) {
    const { value, done } = await next(from)
    if (done) break
    batches.push(value)
    through = value.through
  }
  return batches
}

const seqsOf = (batches: Batch[]) => batches.flatMap(({ events }) => events.map(({ seq }) => seq))
const range = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i)

describe('a cursor', () => {
  it('gives its position at once, even where nothing has happened', async () => {
    const from = subscriber({ after: await head() })
    const { value } = await next(from)
    expect(value).toMatchObject({ reset: false, events: [], through: await head() })
    await from.return()
  })

  it('gives everything after its position in order, once, while writers write', async () => {
    const start = await head()
    const readers = Array.from({ length: 5 }, () => subscriber({ after: start }))
    const reading = readers.map((reader) => readThrough(reader, start + 120))
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        for (let i = 0; i < 10; i++) await happen('visit.tested', 2)
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
    await happen('visit.tested', 1500)
    const from = subscriber({ after: start })
    expect(seqsOf(await readThrough(from, start + 1500))).toEqual(range(start + 1, 1500))
    await from.return()
  })

  it('resumes inside memory without a query', async () => {
    const start = await head()
    const first = subscriber({ after: start })
    await next(first)
    await happen('visit.tested', 3)
    await readThrough(first, start + 3)
    let statements = 0
    const stop = onStatement(() => statements++)
    const resumed = subscriber({ after: start + 1 })
    expect(seqsOf(await readThrough(resumed, start + 3))).toEqual(range(start + 2, 2))
    stop()
    // the poll's look at the stream may fall into it
    expect(statements).toBeLessThanOrEqual(1)
    await Promise.all([first.return(), resumed.return()])
  })

  it('leaves out what the viewer may not see, without a break in continuity', async () => {
    const start = await head()
    await happen('secret.kept', 3)
    await happen('visit.tested')
    const from = subscriber({ after: start, sees: ({ name }) => name === 'visit.tested' })
    const batches = await readThrough(from, start + 4)
    expect(batches.flatMap((batch) => batch.events)).toHaveLength(1)
    expect(batches.at(-1)!.through).toBe(start + 4)
    await from.return()
  })

  it('is not told of what it may not see before its next heartbeat, which goes past it', async () => {
    const start = await head()
    const from = subscriber({ after: start, sees: () => false })
    await next(from)
    await happen('secret.kept', 2)
    const { value } = await next(from)
    expect(value).toMatchObject({ after: start, through: start + 2, events: [] })
    await from.return()
  })

  it.each([
    ['from the future', async () => ({ after: (await head()) + 1 })],
    ['from another life', async () => ({ after: 0, epoch: randomUUID() })],
  ])('is told to start again when it comes %s, and ends', async (_, options) => {
    const from = subscriber(await options())
    expect((await next(from)).value).toMatchObject({ reset: true, events: [] })
    expect((await next(from)).done).toBe(true)
  })

  it('is told to start again when it lies further back than the limit', async () => {
    const start = await head()
    await happen('visit.tested', 21)
    await stopFeed()
    startFeed({ RESUME_LIMIT: 20 })
    const [near, far] = [subscriber({ after: start + 1 }), subscriber({ after: start })]
    expect((await next(near)).value).toMatchObject({ reset: false })
    expect((await next(far)).value).toMatchObject({ reset: true })
    await near.return()
    await stopFeed()
    startFeed()
  })

  it('is told to start again when the epoch changes under it', async () => {
    const from = subscriber({ after: await head() })
    await next(from)
    const following = next(from)
    await db.stream.update({ where: { unionId }, data: { epoch: randomUUID() } })
    expect((await following).value).toMatchObject({ reset: true })
  })

  it('ends before the event that takes its rights away, and only for whom it is about', async () => {
    const start = await head()
    let held: Actor | null = actor
    const from = subscriber({ after: start, renewed: () => held })
    await next(from)
    await happen('account.disabled', 1, { subjectId: randomUUID() })
    held = null
    await happen('visit.tested')
    await readThrough(from, start + 2)
    const following = next(from)
    await happen('account.disabled', 1, { subjectId: actor.accountId })
    expect((await following).done).toBe(true)
  })

  it('finds whom an event about rights is about', () => {
    const about = (name: string, subjectId: string, facts = {}) => ({ name, subjectId, facts })
    const [one, two] = [randomUUID(), randomUUID()]
    const events = [
      about('account.disabled', one),
      about('token.revoked', randomUUID(), { accountId: two }),
      about('visit.arrived', randomUUID()),
    ]
    expect(accountsConcerned(events)).toEqual(new Set([one, two]))
  })

  it('ends while it waits, and leaves nothing behind', async () => {
    const before = feedSize().readers
    const waiting = Array.from({ length: 20 }, () => subscriber({ after: 0 }))
    for (const each of waiting) await readThrough(each, await head())
    const pending = waiting.map((each) => next(each))
    expect(feedSize().readers).toBe(before + 20)
    await Promise.all(waiting.map((each) => each.return()))
    for (const each of await Promise.all(pending)) expect(each.done).toBe(true)
    expect(feedSize()).toMatchObject({ readers: before, channels: 0 })
  })

  it('is woken by another connection’s signal and, without one, by the poll', async () => {
    const start = await head()
    const from = subscriber({ after: start })
    await next(from)
    const following = next(from)
    await db.$queryRaw`SELECT append_events(${unionId}::uuid, NULL, NULL, NULL, NULL, NULL,
      ${JSON.stringify([{ name: 'visit.tested', subjectType: 'TradeUnion', subjectId: unionId }])}::jsonb)`
    expect((await following).value).toMatchObject({ through: start + 1 })
    await from.return()
  })
})

describe('what could not be answered', () => {
  it('is asked again at the next look, and nothing is lost or doubled', async () => {
    const start = await head()
    let failures = 2
    const from = new Subscription({
      unionId,
      after: start,
      epoch: null,
      context: { holder: { actor }, renew: async () => {} } as Context,
      questionOf: () => ({
        key: 'fails',
        sees: () => true,
        answer: async (batch) => {
          if (batch.events.length && failures-- > 0) throw new Error('database away')
          return [{ result: batch as never, bytes: null }]
        },
      }),
    })
    await next(from)
    await happen('visit.tested', 2)
    expect(seqsOf(await readThrough(from, start + 2))).toEqual([start + 1, start + 2])
    expect(failures).toBeLessThan(0)
    await from.return()
  })
})

it('a batch given out one by one ends each message where a cut loses nothing', () => {
  const events = range(8, 3).map((seq) => ({ seq }) as Event)
  const batch = { epoch: '', reset: false, after: 7, through: 14, head: 20, at: new Date(), events }
  expect(oneByOne(batch).map(({ event, through }) => [event?.seq, through])).toEqual([
    [8, 8],
    [9, 9],
    [10, 14],
  ])
  expect(oneByOne({ ...batch, events: [] })).toMatchObject([{ event: null, through: 14 }])
})

it('a restored database begins another life: a cursor of the one before starts again', async () => {
  const { epoch } = await db.stream.findUniqueOrThrow({ where: { unionId } })
  const env = { ...process.env, DATABASE_URL: databaseUrl }
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'server/events/new-epoch.ts'], { env })
  const from = subscriber({ after: await head(), epoch })
  await expect.poll(async () => (await next(from)).value).toMatchObject({ reset: true })
})

it('one read of the log serves all subscribers of a node', async () => {
  const joined = await Promise.all(Array.from({ length: 50 }, () => joinTail(unionId)))
  expect(new Set(joined.map(({ tail }) => tail)).size).toBe(1)
  for (const { leave } of joined) leave()
  expect(feedSize().readers).toBe(0)
})
