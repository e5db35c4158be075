import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { everyDeed } from '#tests/setup/every-deed.ts'
import { expectFiguresTrue, meetBetweenTurns } from '#tests/setup/meeting.ts'
import { aPlaceFor, ready } from '#tests/setup/ready-deed.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { aWire, type Wire } from '#tests/setup/wire.ts'

// Each deed is held between its two turns with the database, where it has locked and read and written nothing, while each
// other deed that changes something of the same root runs. What becomes of the two must be what becomes of them one after
// the other, in one order or in the other: nothing is lost, and nobody is refused wrongly. All pairs take minutes, and are for
// `npm run chaos -- pairs`; else each run draws some others for each deed. A failure names the pair.

// an import has no input that another deed could meet before it is applied
const names = Object.keys(everyDeed).filter((name) => name !== 'previewRoster')

const meets = (one: string, other: string) =>
  everyDeed[one]!.meets.some((meeting) => everyDeed[other]!.meets.includes(meeting))

const most = process.env.PAIRS === 'all' ? names.length : 5

/** Some of these deeds, others in each run. */
function drawn(deeds: string[]): string[] {
  const many = Math.min(most, deeds.length)
  return fc.sample(fc.shuffledSubarray(deeds, { minLength: many, maxLength: many }), 1)[0]!
}

let wire: Wire
let watcher: Client

// a union has room for so many zones, items and enterprises on its list that this many places do not fill it
const placesOfUnion = 40
let unions: SmallUnion[]
let places: number

beforeAll(async () => {
  const url = await freshDatabase()
  watcher = new Client(url)
  await watcher.connect()
  wire = await aWire(url)
  openDb(wire.url)
})
beforeEach(() => {
  unions = []
  places = 0
})
afterAll(async () => {
  await closeDb()
  await watcher.end()
  wire.close()
})

type Outcome = string

const outcomeOf = (result: PromiseSettledResult<unknown>): Outcome =>
  result.status === 'fulfilled' ? 'done' : (result.reason.code ?? String(result.reason))

/** Two deeds that are ready on one new place. */
async function both(one: string, other: string, squads: 1 | 2) {
  if (places++ % placesOfUnion === 0) unions.push(await aSmallUnion())
  const place = await aPlaceFor(one, unions.at(-1)!, squads)
  return [await ready(place, one), await ready(place, other)] as const
}

const serial = new Map<string, [Outcome, Outcome]>()

/** What becomes of two deeds of which the second begins after the first has ended. */
async function inOrder(first: string, second: string, squads: 1 | 2): Promise<[Outcome, Outcome]> {
  const key = `${first} ${second} ${squads}`
  const known = serial.get(key)
  if (known) return known
  const [one, two] = await both(first, second, squads)
  const [outcome] = await Promise.allSettled([one()])
  const [later] = await Promise.allSettled([two()])
  serial.set(key, [outcomeOf(outcome!), outcomeOf(later!)])
  return serial.get(key)!
}

/** Holds the first between its turns while the second runs, unless the first is refused by what the second needs there to be. */
async function expectSerial(name: string, other: string, squads: 1 | 2): Promise<void> {
  const oneWay = await inOrder(name, other, squads)
  if (oneWay[0] !== 'done') return
  const [first, second] = await both(name, other, squads)
  const outcomes = (await meetBetweenTurns(wire, watcher, first, second)).map(outcomeOf)
  const otherWay = (await inOrder(other, name, squads)).toReversed()
  expect([other, squads, [oneWay, otherWay]]).toEqual([other, squads, expect.arrayContaining([outcomes])])
}

it.each(names)(
  '%s, held between its turns, and each deed that it meets are done as one after the other',
  async (name) => {
    for (const other of drawn(names.filter((each) => meets(name, each)))) await expectSerial(name, other, 2)
    for (const { unionId } of unions) await expectFiguresTrue(unionId)
  },
)

// what a squad does at the door and what is done with its list, its members and its zones: all of them lock the squad
const ofSquad = ['finishVisit', 'voidVisit', 'completeStep', 'recordChecklist', 'arriveVisit', 'skipVisit', 'planVisit']
const withSquad = [
  ...ofSquad,
  'recordVisit',
  'setVisitMembers',
  'carryOverVisits',
  'moveVisit',
  'planDay',
  'updateSquad',
  'setSquadMembers',
  'retireSquad',
]

it.each(withSquad)(
  '%s, held between its turns, and each deed of the same squad are done as one after the other',
  async (name) => {
    for (const other of drawn(withSquad)) await expectSerial(name, other, 1)
    for (const { unionId } of unions) await expectFiguresTrue(unionId)
  },
)
