import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { VisitOutcome } from '#codegen/prisma/enums.ts'
import { runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { type Board, readBoard } from '#tests/setup/board.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aSquad } from '#tests/setup/factories.ts'
import { expectDone, expectDoneOrConflict, expectFiguresTrue, meet } from '#tests/setup/meeting.ts'
import {
  anArrivedVisit,
  arriveVisit,
  completeStep,
  finishVisit,
  openIssue,
  planVisit,
  recordVisit,
  skipVisit,
  voidVisit,
} from '#tests/setup/mutations.ts'
import { aSmallUnion, type SmallUnion, someone } from '#tests/setup/small-union.ts'

/** Noon of a day in Xi’an, and days before and after it. */
const noon = new Date('2020-03-24T12:00:00+08:00')
const hour = 3_600_000
const hoursBefore = (hours: number) => new Date(noon.getTime() - hours * hour)
const [yesterday, today, tomorrow] = ['2020-03-23', '2020-03-24', '2020-03-25']

let union: SmallUnion
let squad: Actor
let unused: string[]

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await runAt(hoursBefore(30), () => aSmallUnion(11))
  // only the first two are of the hundred: what these tests count is visited outside of it
  unused = union.enterprises.slice(2)
})
// each test is of the same noon, at which a squad is at one door
beforeEach(async () => {
  squad = await runAt(hoursBefore(30), async () =>
    someone(union.unionId, 'SQUAD', { squadId: await aSquad(union.unionId) }),
  )
})
afterAll(() => closeDb())

/** Runs a test at noon, so that no midnight falls into it. */
const atNoon = (work: () => Promise<void>) => () => runAt(noon, work)

const counting = async (enterpriseId: string) =>
  (await db.visit.findMany({ where: { enterpriseId, counts: true } })).map(({ id }) => id)
const board = (): Promise<Board> => readBoard(union.command)
const figureOn = async (date: string, figure: 'planned' | 'finished' | 'visited') =>
  (await board()).campaign.days.find((each) => each.date === date)?.[figure] ?? 0
const visitedOutside = async () => (await board()).campaign.visitedOutside
const record = async (enterpriseId: string, finishedAt: Date, outcome: VisitOutcome = 'DONE') =>
  (await recordVisit(squad, enterpriseId, finishedAt, { outcome })).id

describe('the visit by which an enterprise counts', () => {
  it(
    'is followed, where it is struck out, by the earliest other DONE visit, until none is left',
    atNoon(async () => {
      const enterprise = unused.shift()!
      const before = await visitedOutside()
      const first = await record(enterprise, hoursBefore(1))
      const struckOut = await record(enterprise, hoursBefore(7))
      await record(enterprise, hoursBefore(6), 'REFUSED')
      const latest = await record(enterprise, hoursBefore(2))
      const ofYesterday = await record(enterprise, hoursBefore(20))
      const middle = await record(enterprise, hoursBefore(3))
      await voidVisit(union.command, struckOut)
      expect(await counting(enterprise)).toEqual([first])
      for (const [gone, next, days] of [
        [first, [ofYesterday], [1, 0]],
        [ofYesterday, [middle], [0, 1]],
        [middle, [latest], [0, 1]],
        [latest, [], [0, 0]],
      ] as const) {
        await voidVisit(union.command, gone)
        expect(await counting(enterprise)).toEqual(next)
        expect(await visitedOutside()).toBe(before + next.length)
        expect([await figureOn(yesterday, 'visited'), await figureOn(today, 'visited')]).toEqual(days)
      }
      await expectFiguresTrue(union.unionId)
    }),
  )

  it(
    'stays where another one is struck out',
    atNoon(async () => {
      const enterprise = unused.shift()!
      const first = await record(enterprise, hoursBefore(2))
      const second = await record(enterprise, hoursBefore(4))
      const before = await visitedOutside()
      await voidVisit(union.command, second)
      expect(await counting(enterprise)).toEqual([first])
      expect(await visitedOutside()).toBe(before)
      await expectFiguresTrue(union.unionId)
    }),
  )

  it(
    'is one of two that end at the same moment',
    atNoon(async () => {
      const enterprise = unused.shift()!
      const steps = ['LOOK', 'LISTEN', 'ASK', 'TREAT'] as const
      const one = await anArrivedVisit(squad, enterprise, ...steps)
      const other = union.squads[1]
      const two = (await planVisit(other, enterprise, { plannedOn: tomorrow })).id
      await arriveVisit(other, two)
      for (const step of steps) await completeStep(other, two, step)
      const before = await visitedOutside()
      const results = await meet(
        union.unionId,
        () => finishVisit(squad, one),
        () => finishVisit(other, two),
      )
      results.map(expectDone)
      expect(await counting(enterprise)).toEqual([one])
      expect(await visitedOutside()).toBe(before + 1)
      await expectFiguresTrue(union.unionId)
      await voidVisit(union.command, one)
      expect(await counting(enterprise)).toEqual([two])
      expect(await visitedOutside()).toBe(before + 1)
    }),
  )

  it(
    'is the one that is left where the counting one is struck out while another ends',
    atNoon(async () => {
      const enterprise = unused.shift()!
      const first = await record(enterprise, hoursBefore(2))
      const second = await anArrivedVisit(squad, enterprise, 'LOOK', 'LISTEN', 'ASK', 'TREAT')
      const before = await visitedOutside()
      const results = await meet(
        union.unionId,
        () => voidVisit(union.command, first),
        () => finishVisit(squad, second),
      )
      results.map(expectDone)
      expect(await counting(enterprise)).toEqual([second])
      expect(await visitedOutside()).toBe(before)
      await expectFiguresTrue(union.unionId)
    }),
  )

  it(
    'is none where two are struck out at the same moment, the counting one first',
    atNoon(async () => {
      const enterprise = unused.shift()!
      const first = await record(enterprise, hoursBefore(2))
      const second = await record(enterprise, hoursBefore(1))
      const before = await visitedOutside()
      const [one, two] = await meet(
        union.unionId,
        () => voidVisit(union.command, first),
        () => voidVisit(union.command, second),
      )
      expectDone(one)
      // whom the count was handed to meanwhile may be told so, and is then struck out with it
      if (!expectDoneOrConflict(two, globalId('Visit', second))) await voidVisit(union.command, second)
      expect(await counting(enterprise)).toEqual([])
      expect(await visitedOutside()).toBe(before - 1)
      await expectFiguresTrue(union.unionId)
    }),
  )
})

describe('the stops of a day', () => {
  const stops = async () => [await figureOn(today, 'planned'), await figureOn(today, 'finished')]

  it(
    'lose a skipped stop once, also where it is struck out afterwards',
    atNoon(async () => {
      const [planned, finished] = await stops()
      const { id } = await planVisit(squad, unused[0]!)
      expect(await stops()).toEqual([planned! + 1, finished])
      await skipVisit(squad, id)
      expect(await stops()).toEqual([planned, finished])
      await voidVisit(union.command, id)
      expect(await stops()).toEqual([planned, finished])
      await expectFiguresTrue(union.unionId)
    }),
  )

  it(
    'lose a finished stop as planned and as finished where it is struck out',
    atNoon(async () => {
      const [planned, finished] = await stops()
      const id = await anArrivedVisit(squad, unused[0]!)
      expect(await stops()).toEqual([planned! + 1, finished])
      await finishVisit(squad, id, { outcome: 'MOVED' })
      expect(await stops()).toEqual([planned! + 1, finished! + 1])
      await voidVisit(union.command, id)
      expect(await stops()).toEqual([planned, finished])
      await expectFiguresTrue(union.unionId)
    }),
  )

  it('are kept for a squad that rests until its next event', async () => {
    const other = union.squads[1]
    const ids = { id: { in: [squad.squadId!, other.squadId!] } }
    const numbers = (await db.squad.findMany({ where: ids })).map(({ number }) => number)
    const days = async (at: Date) => {
      const squads = (await runAt(at, board)).squads.filter((each) => numbers.includes(each.squad.number))
      return squads.flatMap(({ now }) => (now.days.length ? [now.days.map(({ date }) => date)] : []))
    }
    await runAt(noon, () => planVisit(other, unused[1]!))
    const inThreeDays = new Date(noon.getTime() + 72 * hour)
    await runAt(inThreeDays, () => openIssue(union.command, unused[1]!))
    expect((await runAt(inThreeDays, board)).campaign.days.map(({ date }) => date)).toEqual(['2020-03-27'])
    expect((await days(inThreeDays)).flat()).toContain(today)
    await expectFiguresTrue(union.unionId)
    for (const actor of [squad, other]) {
      await runAt(inThreeDays, () => planVisit(actor, actor === squad ? unused[0]! : unused[2]!))
    }
    expect(await days(inThreeDays)).toEqual([['2020-03-27'], ['2020-03-27']])
    await expectFiguresTrue(union.unionId)
  })
})
