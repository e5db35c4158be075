import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import {
  expectConflict,
  expectDone,
  expectDoneOrConflict,
  expectFiguresTrue,
  type Met,
  meet,
} from '#tests/setup/meeting.ts'
import {
  aDoneVisit,
  anArrivedVisit,
  carryOverVisits,
  completeStep,
  type Done,
  notesOf,
  planVisit,
  skipVisit,
  voidVisit,
} from '#tests/setup/mutations.ts'
import { aWarmUnion, type WarmUnion } from '#tests/setup/warm-union.ts'

// Two different deeds on the stops of a day or the steps of a visit, held so that the second one begins before the first has committed: see meet().
// Where both may be done one after the other, the second may still be told to look at what stands now.

let union: WarmUnion
let squad: Actor
let other: Actor
let command: Actor
let enterprise: string

const today = localDate(new Date())
const tomorrow = localDate(new Date(Date.now() + 86_400_000))

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aWarmUnion()
  command = union.command
})
beforeEach(async () => {
  squad = await union.aFreeSquad()
  other = await union.aFreeSquad()
  enterprise = union.unusedEnterprise()
})
afterAll(() => closeDb())

const current = (visitId: string) => globalId('Visit', visitId)
const visitRow = (id: string) => db.visit.findUniqueOrThrow({ where: { id }, include: { notes: true } })
const together = <A, B>(first: () => Promise<A>, second: () => Promise<B>): Promise<Met<A, B>> =>
  meet(union.unionId, first, second)

describe('two steps of one visit', () => {
  it.each([
    ['LISTEN', 'ASK'],
    ['ASK', 'LISTEN'],
  ] as const)('%s and %s: no note of either is lost once both are acknowledged', async (one, two) => {
    const id = await anArrivedVisit(squad, enterprise)
    const [first, second] = await together(
      () => completeStep(squad, id, one),
      () => completeStep(command, id, two),
    )
    expectDone(first)
    // who is refused tries again; who is not has been acknowledged, and both end with their notes
    if (!expectDoneOrConflict(second, current(id))) await completeStep(command, id, two)
    const { steps, notes } = await visitRow(id)
    expect(steps).toEqual(['LISTEN', 'ASK'])
    expect(notes.map(({ text }) => text).sort()).toEqual([notesOf.ASK[0]!.text, notesOf.LISTEN[0]!.text].sort())
    expect(await db.completedStep.count({ where: { visitId: id } })).toBe(2)
    await expectFiguresTrue(union.unionId)
  })
})

describe('a skip and a carry-over of the same stop', () => {
  it('leave it either skipped or planned for the other day', async () => {
    const { id } = await planVisit(squad, enterprise)
    const [skipped, late] = await together(
      () => skipVisit(squad, id),
      () => carryOverVisits(command, today, tomorrow, squad.squadId!),
    )
    expectDone(skipped)
    expect(late).toMatchObject({ status: 'rejected', reason: { code: expect.stringMatching(/^(CONFLICT|INVALID)$/) } })
    expect(await visitRow(id)).toMatchObject({ state: 'SKIPPED', plannedOn: new Date(today) })
    await expectFiguresTrue(union.unionId)

    const next = (await planVisit(squad, enterprise)).id
    const [carried, tooLate] = await together(
      () => carryOverVisits(command, today, tomorrow, squad.squadId!),
      () => skipVisit(squad, next),
    )
    expectDone(carried)
    const state = expectDoneOrConflict(tooLate, current(next)) ? 'SKIPPED' : 'PLANNED'
    expect(await visitRow(next)).toMatchObject({ state, plannedOn: new Date(tomorrow) })
    await expectFiguresTrue(union.unionId)
  })
})

describe('a void and a carry-over of the same stop', () => {
  it('leave it struck out of the day on which it stands', async () => {
    const { id } = await planVisit(squad, enterprise)
    const carry = () => carryOverVisits(command, today, tomorrow, squad.squadId!)
    const [voided, late] = await together(() => voidVisit(command, id), carry)
    expectDone(voided)
    expect(late).toMatchObject({ status: 'rejected', reason: { code: expect.stringMatching(/^(CONFLICT|INVALID)$/) } })
    expect(await visitRow(id)).toMatchObject({ state: 'VOIDED', plannedOn: new Date(today) })
    await expectFiguresTrue(union.unionId)

    const next = (await planVisit(squad, enterprise)).id
    const [carried, tooLate] = await together(carry, () => voidVisit(command, next))
    expectDone(carried)
    const state = expectDoneOrConflict(tooLate, current(next)) ? 'VOIDED' : 'PLANNED'
    expect(await visitRow(next)).toMatchObject({ state, plannedOn: new Date(tomorrow) })
    await expectFiguresTrue(union.unionId)
  })
})

describe('a plan', () => {
  it('and another of the same enterprise and day: the second is told of the first', async () => {
    const [first, second] = await together(
      () => planVisit(squad, enterprise),
      () => planVisit(other, enterprise),
    )
    expectConflict(second, current(expectDone(first).id))
    expect(await db.visit.count({ where: { enterpriseId: enterprise } })).toBe(1)
    await expectFiguresTrue(union.unionId)
  })

  it('of an enterprise at which a squad stands today is told of that visit', async () => {
    const here = await anArrivedVisit(squad, enterprise)
    await expect(planVisit(other, enterprise)).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { current: current(here) },
    })
  })

  it('and another of the same enterprise and another day: both stand', async () => {
    const results = await together(
      () => planVisit(squad, enterprise),
      () => planVisit(other, enterprise, { plannedOn: tomorrow }),
    )
    results.map(expectDone)
    await expectFiguresTrue(union.unionId)
  })

  it('and a carry-over to the same day: the enterprise is on one list', async () => {
    const { id } = await planVisit(squad, enterprise)
    const plan = () => planVisit(other, enterprise, { plannedOn: tomorrow })
    const carry = () => carryOverVisits(squad, today, tomorrow)
    const [planned, late]: Met<Done, Done> = await together(plan, carry)
    const there = expectDone(planned).id
    expectConflict(late, current(there))
    expect((await visitRow(id)).plannedOn).toEqual(new Date(today))
    await voidVisit(command, there)
    const [carried, tooLate] = await together(carry, plan)
    expectDone(carried)
    expectConflict(tooLate, current(id))
    await expectFiguresTrue(union.unionId)
  })

  it('that continues a visit, and the void of that visit: nothing continues what is struck out', async () => {
    const first = await aDoneVisit(squad, enterprise)
    const plan = () => planVisit(squad, enterprise, { plannedOn: tomorrow, continuesId: first })
    const [voided, late] = await together(() => voidVisit(command, first), plan)
    expectDone(voided)
    expectConflict(late, current(first))
    const another = union.unusedEnterprise()
    const second = await aDoneVisit(squad, another)
    const results = await together(
      () => planVisit(squad, another, { plannedOn: tomorrow, continuesId: second }),
      () => voidVisit(command, second),
    )
    results.map(expectDone)
    await expectFiguresTrue(union.unionId)
  })
})
