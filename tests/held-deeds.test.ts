import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { isRetryable } from '#server/postgres/errors.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { Place } from '#tests/setup/place.ts'
import { ready } from '#tests/setup/ready-deed.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { aWire, type Wire } from '#tests/setup/wire.ts'

// What becomes of those who wait for a deed that does not go on, and of a deed whose tables get other columns.

let wire: Wire
let union: SmallUnion
let place: Place
beforeAll(async () => {
  wire = await aWire(await freshDatabase())
  openDb(wire.url)
  union = await aSmallUnion()
})
beforeEach(async () => {
  place = new Place(union, (await db.campaign.findFirstOrThrow()).id)
})
afterAll(async () => {
  await closeDb()
  wire.close()
})

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (reason: unknown) => reason,
  )

describe('while a deed is held between its turns', () => {
  // an import may take longer than other deeds, but nobody waits longer for it
  it.each(['openIssue', 'applyRoster'])(
    'the same clientId of %s is told to come again, and then gets its answer',
    async (name) => {
      const deed = await ready(place, name)
      const held = wire.holdNext()
      const first = deed()
      await held.reached
      expect(isRetryable(await reasonOf(deed()))).toBe(true)
      held.release()
      const { seq } = await first
      expect(await deed()).toMatchObject({ seq })
      await expectFiguresTrue(union.unionId)
    },
  )

  it('another deed on its enterprise is told to come again, and leaves nothing', async () => {
    const [first, second] = [await ready(place, 'openIssue'), await ready(place, 'orderSupply')]
    const held = wire.holdNext()
    const one = first()
    await held.reached
    expect(isRetryable(await reasonOf(second()))).toBe(true)
    held.release()
    await one
    expect(await db.supplyOrder.count({ where: { enterpriseId: await place.enterprise() } })).toBe(0)
    await second()
    await expectFiguresTrue(union.unionId)
  })
})

it('a migration beside a running node is over for a deed once its connections are new', async () => {
  const deeds = await Promise.all(Array.from({ length: 12 }, () => ready(new Place(union, ''), 'planVisit')))
  await deeds.shift()!()
  await db.$executeRaw`ALTER TABLE "Visit" ADD COLUMN later text`
  await db.$executeRaw`ALTER TABLE "Squad" ADD COLUMN later text`
  let refused = 0
  for (const deed of deeds) {
    const reason = await reasonOf(deed())
    if (reason) expect(isRetryable(reason)).toBe(true)
    refused += Number(reason !== null)
  }
  // a pool has ten connections
  expect(refused).toBeLessThanOrEqual(10)
  expect(refused).toBeLessThan(deeds.length)
  await expectFiguresTrue(union.unionId)
})
