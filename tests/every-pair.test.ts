import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { everyDeed, ready } from '#tests/setup/every-deed.ts'
import { expectFiguresTrue, meetBetweenTurns } from '#tests/setup/meeting.ts'
import { Place } from '#tests/setup/place.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { aWire, type Wire } from '#tests/setup/wire.ts'

// Each deed is held between its two turns with the database, where it has locked and read and written nothing, while each
// other deed that changes something of the same root runs. What becomes of the two must be what becomes of them one after
// the other, in one order or in the other: nothing is lost, and nobody is refused wrongly.

// an import has no input that another deed could meet before it is applied
const names = Object.keys(everyDeed).filter((name) => name !== 'previewRoster')

const meets = (one: string, other: string) =>
  everyDeed[one]!.meets.some((meeting) => everyDeed[other]!.meets.includes(meeting))

let wire: Wire
let watcher: Client
let union: SmallUnion
let campaignId: string
beforeAll(async () => {
  const url = await freshDatabase()
  watcher = new Client(url)
  await watcher.connect()
  wire = await aWire(url)
  openDb(wire.url)
  union = await aSmallUnion()
  campaignId = (await db.campaign.findFirstOrThrow()).id
}, 60_000)
afterAll(async () => {
  await closeDb()
  await watcher.end()
  wire.close()
})

type Outcome = string

const outcomeOf = (result: PromiseSettledResult<unknown>): Outcome =>
  result.status === 'fulfilled' ? 'done' : (result.reason.code ?? String(result.reason))

/** Two deeds that are ready on one new place. */
async function both(one: string, other: string) {
  const place = new Place(union, campaignId)
  return [await ready(place, one), await ready(place, other)] as const
}

const serial = new Map<string, Outcome>()

/** What becomes of `second` after `first`, which always succeeds. */
async function after(first: string, second: string): Promise<Outcome> {
  const key = `${first} ${second}`
  const known = serial.get(key)
  if (known) return known
  const [one, two] = await both(first, second)
  await one()
  const [result] = await Promise.allSettled([two()])
  serial.set(key, outcomeOf(result!))
  return serial.get(key)!
}

it.each(names)(
  '%s, held between its turns, and each deed that it meets are done as one after the other',
  async (name) => {
    for (const other of names.filter((each) => meets(name, each))) {
      const [first, second] = await both(name, other)
      const outcomes = (await meetBetweenTurns(wire, watcher, first, second)).map(outcomeOf)
      const inOneOrder = ['done', await after(name, other)]
      const inTheOther = [await after(other, name), 'done']
      expect([other, [inOneOrder, inTheOther]]).toEqual([other, expect.arrayContaining([outcomes])])
    }
    await expectFiguresTrue(union.unionId)
  },
  60_000,
)
