import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Event } from '#codegen/prisma/client.ts'
import { type Batch, Cursor } from '#server/events/cursor.ts'
import { feedSize, joinTail, startFeed, stopFeed } from '#server/events/feed.ts'
import { write } from '#server/events/log.ts'
import { Narrow } from '#server/events/narrow.ts'
import { concernsRights } from '#server/events/policy.ts'
import type { Actor } from '#server/platform/context.ts'
import { databaseUrl, db, openDb } from '#server/platform/db.ts'
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

const happen = (name = 'visit.tested', times = 1) =>
  write(actor, 'test', { clientId: randomUUID() }, async () => ({
    subjectId: unionId,
    events: Array.from({ length: times }, () => ({ name, subjectType: 'TradeUnion', subjectId: unionId })),
  }))

const head = async () => (await db.stream.findUniqueOrThrow({ where: { unionId } })).head

const cursor = (after: number, options: Partial<ConstructorParameters<typeof Cursor>[0]> = {}) =>
  new Cursor({
    unionId,
    after,
    visible: () => true,
    affectsRights: () => false,
    stillAllowed: async () => true,
    ...options,
  })

/** Reads until the cursor has gone through `seq`. */
async function readThrough(from: Cursor, seq: number): Promise<Batch[]> {
  const batches: Batch[] = []
  for (let through = -1; through < seq; ) {
    const { value, done } = await from.next()
    if (done) break
    batches.push(value)
    through = value.through
  }
  return batches
}

describe('a cursor', () => {
  it('gives its position at once, even where nothing has happened', async () => {
    const from = cursor(await head())
    const { value } = await from.next()
    expect(value).toMatchObject({ reset: false, events: [], through: await head() })
    await from.return()
  })

  it('gives everything after its position in order, once, while writers write', async () => {
    const start = await head()
    const readers = Array.from({ length: 5 }, () => cursor(start))
    const reading = readers.map((reader) => readThrough(reader, start + 120))
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        for (let i = 0; i < 10; i++) await happen('visit.tested', 2)
      }),
    )
    for (const batches of await Promise.all(reading)) {
      expect(batches.flatMap((batch) => batch.events.map((event) => event.seq))).toEqual(
        Array.from({ length: 120 }, (_, i) => start + 1 + i),
      )
      batches.slice(1).forEach((batch, i) => {
        expect(batch.after).toBe(batches[i]!.through)
      })
    }
    await Promise.all(readers.map((reader) => reader.return()))
  })

  it('reads what memory no longer holds from the log', async () => {
    const start = await head()
    await happen('visit.tested', 1500)
    const from = cursor(start)
    const seen = (await readThrough(from, start + 1500)).flatMap((batch) => batch.events.map((event) => event.seq))
    expect(seen).toEqual(Array.from({ length: 1500 }, (_, i) => start + 1 + i))
    await from.return()
  })

  it('leaves out what the viewer may not see, without a break in continuity', async () => {
    const start = await head()
    await happen('secret.kept', 3)
    await happen('visit.tested')
    const from = cursor(start, { visible: (event) => event.name === 'visit.tested' })
    const batches = await readThrough(from, start + 4)
    expect(batches.flatMap((batch) => batch.events)).toHaveLength(1)
    expect(batches.at(-1)!.through).toBe(start + 4)
    await from.return()
  })

  it.each([
    ['from the future', async () => ({ after: (await head()) + 1 })],
    ['from another life', async () => ({ after: 0, epoch: randomUUID() })],
  ])('is told to start again when it comes %s, and ends', async (_, options) => {
    const { after, epoch } = { epoch: null, ...(await options()) }
    const from = cursor(after, { epoch })
    expect((await from.next()).value).toMatchObject({ reset: true, events: [] })
    expect((await from.next()).done).toBe(true)
  })

  it('is told to start again when the epoch changes under it', async () => {
    const from = cursor(await head())
    await from.next()
    const next = from.next()
    await db.stream.update({ where: { unionId }, data: { epoch: randomUUID() } })
    expect((await next).value).toMatchObject({ reset: true })
  })

  it('ends at the event that takes its rights away', async () => {
    const start = await head()
    let allowed = true
    const from = cursor(start, {
      affectsRights: (event) => event.name === 'account.disabled',
      stillAllowed: async () => allowed,
    })
    await from.next()
    allowed = false
    const next = from.next()
    await happen('account.disabled')
    expect((await next).done).toBe(true)
  })

  it('asks for its rights again only after what is about its own account', async () => {
    const about = (name: string, subjectId: string, facts = {}) => ({ name, subjectId, facts }) as Event
    const { accountId } = actor
    for (const event of [
      about('account.disabled', accountId),
      about('session.ended', accountId),
      about('token.revoked', randomUUID(), { accountId }),
    ]) {
      expect(concernsRights(event, actor)).toBe(true)
    }
    for (const event of [
      about('account.disabled', randomUUID()),
      about('token.revoked', randomUUID(), { accountId: randomUUID() }),
      about('visit.arrived', accountId),
    ]) {
      expect(concernsRights(event, actor)).toBe(false)
    }
  })

  it('ends while it waits, and leaves nothing behind', async () => {
    const before = feedSize().readers
    const waiting = Array.from({ length: 20 }, () => cursor(0))
    await Promise.all(waiting.map((each) => each.next()))
    for (const each of waiting) await readThrough(each, await head())
    const pending = waiting.map((each) => each.next())
    expect(feedSize().readers).toBe(before + 20)
    await Promise.all(waiting.map((each) => each.return()))
    for (const each of await Promise.all(pending)) expect(each.done).toBe(true)
    expect(feedSize().readers).toBe(before)
  })

  it('is woken by another connection’s signal and, without one, by the poll', async () => {
    const start = await head()
    const from = cursor(start)
    await from.next()
    const next = from.next()
    await db.$queryRaw`SELECT append_events(${unionId}::uuid, NULL, NULL, NULL, NULL, NULL,
      ${JSON.stringify([{ name: 'visit.tested', subjectType: 'TradeUnion', subjectId: unionId }])}::jsonb)`
    expect((await next).value).toMatchObject({ through: start + 1 })
    await from.return()
  })
})

describe('a narrow cursor', () => {
  it('gives one wanted event a message, and resumes from `through` without loss', async () => {
    const start = await head()
    await happen('issue.opened', 3)
    await happen('visit.tested')
    const wanted = (event: { name: string }) => event.name === 'issue.opened'
    const first = new Narrow(cursor(start), wanted)
    const { value } = await first.next()
    expect(value.event.seq).toBe(start + 1)
    await first.return()
    const resumed = new Narrow(cursor(value.through), wanted)
    const rest = [await resumed.next(), await resumed.next()].map((each) => each.value.event.seq)
    expect(rest).toEqual([start + 2, start + 3])
    await resumed.return()
  })
})

it('a restored database begins another life: a cursor of the one before starts again', async () => {
  const { epoch } = await db.stream.findUniqueOrThrow({ where: { unionId } })
  const env = { ...process.env, DATABASE_URL: databaseUrl }
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'server/events/new-epoch.ts'], { env })
  const from = cursor(await head(), { epoch })
  expect((await from.next()).value).toMatchObject({ reset: true })
})

it('is level with the log whenever it was asked to be, also while a read ends', async () => {
  for (let hops = 0; hops < 8; hops++) {
    const { tail, leave } = await joinTail(unionId)
    const asked = new Promise((resolve) => {
      tail.changed.once('changed', async () => {
        for (let hop = 0; hop < hops; hop++) await null
        tail.head -= 1
        resolve(tail.advance())
      })
    })
    await tail.advance()
    await asked
    expect(tail.head, `${hops} microtasks after the read`).toBe(await head())
    leave()
  }
})

it('one read of the log serves all subscribers of a node', async () => {
  const joined = await Promise.all(Array.from({ length: 50 }, () => joinTail(unionId)))
  expect(new Set(joined.map(({ tail }) => tail)).size).toBe(1)
  for (const { leave } of joined) leave()
  expect(feedSize()).toEqual({ streams: 0, readers: 0 })
})
