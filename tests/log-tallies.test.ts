import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readEvents, wholeEvery } from '#server/log/events.ts'
import type { TallyDelta } from '#server/log/tallies.ts'
import { type Decision, write } from '#server/log/write.ts'
import { addDays, localDate, runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'

let unionId: string
/** The tally as the stream had it after each event, by seq. */
const stored: unknown[] = [{}]

beforeAll(async () => {
  openDb(await freshDatabase())
  unionId = (await db.tradeUnion.create({ data: { name: '日志', level: 'SUBDISTRICT' } })).id
  await db.stream.create({ data: { unionId, lastAt: addDays(new Date(), -10) } })
  for (const [i, union] of fc.sample(delta, { numRuns: 3 * wholeEvery, seed: 9 }).entries()) {
    await runAt(addDays(new Date(), i / wholeEvery), () => happen(union))
    stored.push((await db.stream.findUniqueOrThrow({ where: { unionId } })).tally)
  }
})
afterAll(() => closeDb())

const figure = fc.integer({ min: -2, max: 2 })
const group = fc.dictionary(fc.constantFrom('RESUMED', 'FILED', 'NOT_RESUMED'), figure, { noNullPrototype: true })
const today = localDate(new Date())
const delta: fc.Arbitrary<TallyDelta> = fc.record(
  {
    visited: figure,
    resumption: group,
    steps: fc.constantFrom(['LOOK'], ['LOOK', 'ASK'], null),
    supplies: fc.record({ MASK: fc.record({ requested: figure }) }),
    days: fc.record({ [today]: fc.record({ visited: figure }) }),
  },
  { requiredKeys: [] },
)

function happen(union: TallyDelta) {
  const decide = (): Decision => ({
    subjectId: unionId,
    writes: [],
    events: [{ name: 'campaign.target_set', subjectType: 'TradeUnion', subjectId: unionId, union }],
  })
  return write(
    { accountId: randomUUID(), unionId } as Actor,
    'test',
    { clientId: randomUUID() },
    { load: { lock: [], read: {} }, decide },
  )
}

it('an event is read with the whole tally right after it, from wherever the log is read', async () => {
  const head = stored.length - 1
  for (const after of [0, 1, wholeEvery - 2, wholeEvery - 1, wholeEvery, wholeEvery + 1, head - 1, head]) {
    const events = await readEvents(db, unionId, { after, take: head })
    expect(events.map(({ seq }) => seq)).toEqual(stored.slice(after + 1).map((_, i) => after + 1 + i))
    for (const { seq, unionTally } of events) expect(unionTally, `after ${seq}`).toEqual(stored[seq])
  }
})

it('a page ends where it is told to, by number or by seq', async () => {
  const seqs = async (page: { after: number; take: number; through?: number }) =>
    (await readEvents(db, unionId, page)).map(({ seq }) => seq)
  expect(await seqs({ after: 70, take: 3 })).toEqual([71, 72, 73])
  expect(await seqs({ after: 70, take: 9, through: 72 })).toEqual([71, 72])
  expect(await seqs({ after: 70, take: 9, through: 70 })).toEqual([])
})

it('of 64 events one holds the whole tally, and the others only what changed', async () => {
  const whole = await db.event.findMany({ where: { unionTally: { not: {} }, unionId }, select: { seq: true } })
  expect(whole.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual([wholeEvery, 2 * wholeEvery, 3 * wholeEvery])
})
