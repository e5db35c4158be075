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
  anArrivedVisit,
  arriveVisit,
  carryOverVisits,
  completeStep,
  finishVisit,
  planVisit,
  recordVisit,
  skipVisit,
  voidVisit,
} from '#tests/setup/mutations.ts'
import { aWarmUnion, type WarmUnion } from '#tests/setup/warm-union.ts'

// Two different deeds on one visit, held so that the second one begins before the first has committed: see meet().
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

describe('an arrival', () => {
  it('and a skip: the first is done, the second is told of the visit', async () => {
    const arrivedFirst = (await planVisit(squad, enterprise)).id
    const [arrived, late] = await together(
      () => arriveVisit(squad, arrivedFirst),
      () => skipVisit(command, arrivedFirst),
    )
    expectDone(arrived)
    expectConflict(late, current(arrivedFirst))
    expect(await visitRow(arrivedFirst)).toMatchObject({ state: 'ARRIVED', skipReason: null })
    await expectFiguresTrue(union.unionId)
    await finishVisit(squad, arrivedFirst, { outcome: 'MOVED' })

    const skippedFirst = (await planVisit(squad, enterprise)).id
    const [skipped, tooLate] = await together(
      () => skipVisit(command, skippedFirst),
      () => arriveVisit(squad, skippedFirst),
    )
    expectDone(skipped)
    expectConflict(tooLate, current(skippedFirst))
    expect(await visitRow(skippedFirst)).toMatchObject({ state: 'SKIPPED', arrivedAt: null })
    await expectFiguresTrue(union.unionId)
  })

  it('and a void: what is struck out is not arrived at, and what has arrived stands or is struck out whole', async () => {
    const voidedFirst = (await planVisit(squad, enterprise)).id
    const [voided, tooLate] = await together(
      () => voidVisit(command, voidedFirst),
      () => arriveVisit(squad, voidedFirst),
    )
    expectDone(voided)
    expectConflict(tooLate, current(voidedFirst))
    expect(await visitRow(voidedFirst)).toMatchObject({ state: 'VOIDED', arrivedAt: null })

    const arrivedFirst = (await planVisit(squad, enterprise)).id
    const [arrived, late] = await together(
      () => arriveVisit(squad, arrivedFirst),
      () => voidVisit(command, arrivedFirst),
    )
    expectDone(arrived)
    const state = expectDoneOrConflict(late, current(arrivedFirst)) ? 'VOIDED' : 'ARRIVED'
    expect(await visitRow(arrivedFirst)).toMatchObject({ state })
    await expectFiguresTrue(union.unionId)
  })

  it('and a carry-over: the stop is arrived at where it stands, and never moved away from under the squad', async () => {
    const { id } = await planVisit(squad, enterprise)
    const stays = (await planVisit(squad, union.unusedEnterprise())).id
    const [arrived, late] = await together(
      () => arriveVisit(squad, id),
      () => carryOverVisits(command, today, tomorrow, squad.squadId!),
    )
    expectDone(arrived)
    const moved = expectDoneOrConflict(late, current(id))
    expect(await visitRow(id)).toMatchObject({ state: 'ARRIVED', plannedOn: new Date(today) })
    expect((await visitRow(stays)).plannedOn).toEqual(new Date(moved ? tomorrow : today))
    await expectFiguresTrue(union.unionId)
    await finishVisit(squad, id, { outcome: 'MOVED' })

    const next = (await planVisit(other, enterprise)).id
    const [carried, afterwards] = await together(
      () => carryOverVisits(command, today, tomorrow, other.squadId!),
      () => arriveVisit(other, next),
    )
    expectDone(carried)
    const state = expectDoneOrConflict(afterwards, current(next)) ? 'ARRIVED' : 'PLANNED'
    expect(await visitRow(next)).toMatchObject({ state, plannedOn: new Date(tomorrow) })
    await expectFiguresTrue(union.unionId)
  })

  it('and another arrival of the squad: it stands at one door, and is told at which', async () => {
    const here = (await planVisit(squad, enterprise)).id
    const there = (await planVisit(squad, union.unusedEnterprise())).id
    const [arrived, late] = await together(
      () => arriveVisit(squad, here),
      () => arriveVisit(command, there),
    )
    expectDone(arrived)
    expectConflict(late, current(here))
    expect(await visitRow(there)).toMatchObject({ state: 'PLANNED' })
    await expectFiguresTrue(union.unionId)
  })

  it('and the paper of the same stop: one of them ends it', async () => {
    const onPaper = (await planVisit(squad, enterprise)).id
    const [recorded, late] = await together(
      () => recordVisit(command, enterprise, new Date(), { squadId: squad.squadId!, visitId: onPaper }),
      () => arriveVisit(squad, onPaper),
    )
    expectDone(recorded)
    expectConflict(late, current(onPaper))
    const live = (await planVisit(squad, enterprise)).id
    const [arrived, tooLate] = await together(
      () => arriveVisit(squad, live),
      () => recordVisit(command, enterprise, new Date(), { squadId: squad.squadId!, visitId: live }),
    )
    expectDone(arrived)
    expectConflict(tooLate, current(live))
    await expectFiguresTrue(union.unionId)
  })
})

describe('the end of a visit', () => {
  it('and a step: a step that came first is in it, one that came later is refused whole', async () => {
    const before = await anArrivedVisit(squad, enterprise, 'LOOK', 'LISTEN', 'ASK')
    const end = (id: string) => () => finishVisit(squad, id, { followUp: '三日内会商' })
    const [treated, finished] = await together(() => completeStep(command, before, 'TREAT'), end(before))
    expectDone(treated)
    expectDone(finished)
    expect(await visitRow(before)).toMatchObject({ state: 'FINISHED', steps: ['LOOK', 'LISTEN', 'ASK', 'TREAT'] })

    const after = await anArrivedVisit(squad, union.unusedEnterprise(), 'LOOK', 'LISTEN', 'ASK')
    const [ended, late] = await together(end(after), () => completeStep(command, after, 'TREAT'))
    expectDone(ended)
    expectConflict(late, current(after))
    const { steps, notes } = await visitRow(after)
    expect(steps).toEqual(['LOOK', 'LISTEN', 'ASK'])
    expect(notes.map(({ step }) => step).sort()).toEqual(['ASK', 'LISTEN'])
    expect(await db.completedStep.count({ where: { visitId: after } })).toBe(3)
    await expectFiguresTrue(union.unionId)
  })

  it('and a void: what is struck out does not end, and what has ended stands or is struck out whole', async () => {
    const voidedFirst = await anArrivedVisit(squad, enterprise, 'LOOK', 'LISTEN', 'ASK', 'TREAT')
    const [voided, tooLate] = await together(
      () => voidVisit(command, voidedFirst),
      () => finishVisit(squad, voidedFirst),
    )
    expectDone(voided)
    expectConflict(tooLate, current(voidedFirst))
    expect(await visitRow(voidedFirst)).toMatchObject({ state: 'VOIDED', outcome: null, counts: false })
    await expectFiguresTrue(union.unionId)

    const endedFirst = await anArrivedVisit(squad, enterprise, 'LOOK', 'LISTEN', 'ASK', 'TREAT')
    const [ended, late] = await together(
      () => finishVisit(squad, endedFirst),
      () => voidVisit(command, endedFirst),
    )
    expectDone(ended)
    const struckOut = expectDoneOrConflict(late, current(endedFirst))
    expect(await visitRow(endedFirst)).toMatchObject({ state: struckOut ? 'VOIDED' : 'FINISHED', counts: !struckOut })
    await expectFiguresTrue(union.unionId)
  })
})
