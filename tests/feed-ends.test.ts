import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFeed, stopFeed } from '#server/feed/feed.ts'
import { accountsWithChangedRights } from '#server/log/catalogue.ts'
import '#server/modules/people/events.ts'
import type { Actor } from '#server/platform/context.ts'
import { closeDb, databaseUrl, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { headOf } from '#tests/setup/people.ts'
import { anAccountRow, aStream, happen, next, readThrough, type Stream, subscriber } from '#tests/setup/stream.ts'

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
  it.each([
    ['from the future', async () => ({ after: (await head()) + 1 })],
    ['from another life', async () => ({ after: 0, epoch: randomUUID() })],
  ])('is told to start again when it comes %s, and ends', async (_, options) => {
    const from = subscriber(stream, await options())
    expect((await next(from)).value).toMatchObject({ reset: true, events: [] })
    expect((await next(from)).done).toBe(true)
  })

  it('is told to start again when it lies further back than the limit', async () => {
    const start = await head()
    await happen(stream, 'visit.arrived', 21)
    await stopFeed()
    startFeed({ RESUME_LIMIT: 20 })
    const [near, far] = [subscriber(stream, { after: start + 1 }), subscriber(stream, { after: start })]
    expect((await next(near)).value).toMatchObject({ reset: false })
    expect((await next(far)).value).toMatchObject({ reset: true })
    await near.return()
    await stopFeed()
    startFeed()
  })

  it('is told where the log ends when it starts again after another life, however long the log is', async () => {
    const long = await aStream()
    await happen(long, 'visit.arrived', 1100)
    const from = subscriber(long, { after: 1100 })
    expect((await next(from)).value).toMatchObject({ reset: false, head: 1100 })
    const following = next(from)
    await db.stream.update({ where: { unionId: long.unionId }, data: { epoch: randomUUID() } })
    expect((await following).value).toMatchObject({ reset: true, head: 1100 })
  })

  it('is told to start again when the epoch changes under it', async () => {
    const from = subscriber(stream, { after: await head() })
    await next(from)
    const following = next(from)
    await db.stream.update({ where: { unionId: stream.unionId }, data: { epoch: randomUUID() } })
    expect((await following).value).toMatchObject({ reset: true })
  })

  it('without an epoch belongs to the life of its first message, also where nothing has happened in it', async () => {
    const empty = await aStream()
    const from = subscriber(empty, { after: 0 })
    expect((await next(from)).value).toMatchObject({ reset: false, head: 0 })
    const following = next(from)
    await db.stream.update({ where: { unionId: empty.unionId }, data: { epoch: randomUUID() } })
    expect((await following).value).toMatchObject({ reset: true })
    expect((await next(from)).done).toBe(true)
  })

  it('is told nothing of a life of the log that ends while a page of it is answered', async () => {
    const { unionId, actor } = await aStream()
    let ask = () => {}
    let answer = () => {}
    const asked = new Promise<void>((resolve) => {
      ask = resolve
    })
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const from = subscriber(
      { unionId, actor },
      {
        after: 0,
        onAnswer: ({ events }) => {
          if (events.length === 0) return
          ask()
          return answered
        },
      },
    )
    const other = subscriber({ unionId, actor }, { after: 0, isVisible: () => false })
    await Promise.all([next(from), next(other)])
    const following = next(from)
    await happen({ unionId, actor })
    await asked
    await db.stream.update({ where: { unionId }, data: { epoch: randomUUID() } })
    // the other subscriber has seen that another life has begun
    expect((await readThrough(other, Number.POSITIVE_INFINITY)).at(-1)).toMatchObject({ reset: true })
    answer()
    expect((await following).value).toMatchObject({ reset: true, events: [] })
  })

  it('ends before the event that takes its rights away, and only for whom it is about', async () => {
    const start = await head()
    let held: Actor | null = stream.actor
    const from = subscriber(stream, { after: start, renewed: () => held })
    await next(from)
    await happen(stream, 'account.disabled', 1, await anAccountRow(stream.unionId))
    held = null
    await happen(stream, 'visit.arrived')
    await readThrough(from, start + 2)
    const following = next(from)
    await happen(stream, 'account.disabled', 1, stream.actor.accountId)
    await expect(following).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it('finds whom an event about rights is about', () => {
    const about = (name: string, subjectId: string, facts = {}) => ({ name, subjectId, facts })
    const [one, two] = [randomUUID(), randomUUID()]
    const events = [
      about('account.disabled', one),
      about('token.revoked', randomUUID(), { accountId: two }),
      about('visit.arrived', randomUUID()),
    ]
    expect(accountsWithChangedRights(events)).toEqual(new Set([one, two]))
  })
})

it('a restored database begins another life: a cursor of the one before starts again', async () => {
  const { epoch } = await db.stream.findUniqueOrThrow({ where: { unionId: stream.unionId } })
  const env = { ...process.env, DATABASE_URL: databaseUrl }
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'server/commands/new-epoch.ts'], { env })
  const from = subscriber(stream, { after: await head(), epoch })
  const batches = await readThrough(from, Number.POSITIVE_INFINITY)
  expect(batches.at(-1)).toMatchObject({ reset: true })
})
