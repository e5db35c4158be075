import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { arriveVisit } from '#server/modules/visits/arrive.ts'
import { carryOverVisits } from '#server/modules/visits/carry-over.ts'
import { planVisit } from '#server/modules/visits/plan.ts'
import { recordVisit } from '#server/modules/visits/record.ts'
import { recountVisits } from '#server/modules/visits/tallies.ts'
import { voidVisit } from '#server/modules/visits/void.ts'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { eventOf, expectOneWinner, expectRefused, squadTally, unionTally } from '#tests/setup/outcomes.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { arrived, contents, finish, planned, step, visited } from '#tests/setup/visiting.ts'
import { wholeChecklist } from '#tests/setup/whole-end.ts'

let union: SmallUnion
let squad: Actor
const hour = 3_600_000
const day = 24 * hour
const today = localDate(new Date())
const tomorrow = localDate(new Date(Date.now() + day))
const yesterday = localDate(new Date(Date.now() - day))

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  squad = union.squads[0]
})
afterAll(() => closeDb())

const current = (id: string) => globalId('Visit', id)
const visitRow = (id: string) => db.visit.findUniqueOrThrow({ where: { id } })

const onPaper = (actor: Actor, given: Partial<Parameters<typeof recordVisit>[1]> = {}) =>
  recordVisit(actor, {
    clientId: randomUUID(),
    squadId: squad.squadId!,
    enterpriseId: union.enterprises[0],
    arrivedAt: new Date(Date.now() - day - hour),
    finishedAt: new Date(Date.now() - day),
    steps: (['LOOK', 'LISTEN', 'ASK', 'TREAT'] as const).map((each) => ({ step: each, notes: contents[each] })),
    ...{ outcome: 'DONE' as const, checks: wholeChecklist },
    ...given,
  })

const strikeOut = (actor: Actor, visitId: string) =>
  voidVisit(actor, { clientId: randomUUID(), visitId, reason: '录错企业' })

const carryOver = (actor: Actor, to = tomorrow) =>
  carryOverVisits(actor, { clientId: randomUUID(), squadId: squad.squadId!, from: today, to })

const expectTalliesRight = async () => {
  const rows = await recountVisits(db, union.unionId)
  expect(await unionTally(union.unionId)).toMatchObject(rows.union)
  for (const { squadId } of union.squads) expect(await squadTally(squadId)).toEqual(rows.squads[squadId!])
}

describe('recordVisit', () => {
  it('counts yesterday’s paper visit on its own day, with its own times', async () => {
    const receipt = await onPaper(squad)
    const visit = await visitRow(receipt.subjectId!)
    expect(visit).toMatchObject({ state: 'FINISHED', counts: true, steps: ['LOOK', 'LISTEN', 'ASK', 'TREAT'] })
    const event = await eventOf(union.unionId, receipt)
    expect(event).toMatchObject({
      name: 'visit.recorded',
      happenedAt: visit.finishedAt,
      unionTally: { visited: 1, days: { [yesterday]: { visited: 1, planned: 1, finished: 1 } } },
    })
    expect(event.at.getTime()).toBeGreaterThan(event.happenedAt.getTime())
    await expectTalliesRight()
  })

  it('keeps the rules of a live one', async () => {
    const treat = { step: 'TREAT' as const, notes: contents.TREAT }
    const unheard = (['LOOK', 'LISTEN', 'ASK'] as const).map((each) => ({ step: each, notes: [] }))
    await expectRefused(() => onPaper(squad, { steps: [...unheard, treat] }), 'INVALID', { field: 'steps' })
    await expectRefused(() => onPaper(squad, { steps: [] }), 'INVALID', { field: 'outcome' })
    const twice = [...unheard, { step: 'LOOK' as const, notes: [] }]
    await expectRefused(() => onPaper(squad, { steps: twice }), 'INVALID', { field: 'steps' })
    await expectRefused(() => onPaper(squad, { arrivedAt: new Date() }), 'INVALID', { field: 'arrivedAt' })
    const future = { finishedAt: new Date(Date.now() + day) }
    await expectRefused(() => onPaper(squad, future), 'INVALID', { field: 'finishedAt' })
    const longAgo = { arrivedAt: new Date(Date.now() - 61 * day) }
    await expectRefused(() => onPaper(squad, longAgo), 'INVALID', { field: 'arrivedAt' })
    await expectRefused(() => onPaper(union.squads[1]), 'FORBIDDEN')
    await expectRefused(() => onPaper(union.owner), 'FORBIDDEN')
  })

  it('wants a follow-up where something was heard and 切 is still to come', async () => {
    const steps = (['LOOK', 'LISTEN', 'ASK'] as const).map((each) => ({ step: each, notes: contents[each] }))
    await expectRefused(() => onPaper(squad, { steps }), 'INVALID', { field: 'followUp' })
    await onPaper(squad, { steps, followUp: '三日内会商' })
  })

  it('finishes the planned stop that it was, which the day then counts once', async () => {
    const visitId = await planned(squad, union.enterprises[0])
    const others = { visitId, enterpriseId: union.enterprises[1] }
    await expectRefused(() => onPaper(squad, others), 'NOT_FOUND', { field: 'visitId' })
    expect((await onPaper(squad, { visitId })).subjectId).toBe(visitId)
    expect(await visitRow(visitId)).toMatchObject({ state: 'FINISHED', outcome: 'DONE', counts: true })
    expect(await squadTally(squad.squadId)).toEqual({ days: { [today]: { planned: 1, finished: 1 } } })
    expect(await unionTally(union.unionId)).toMatchObject({ visited: 1, days: { [yesterday]: { visited: 1 } } })
    await expectTalliesRight()
    await expectRefused(() => onPaper(squad, { visitId }), 'CONFLICT', { current: current(visitId) })
  })

  it('keeps what stood on the planned stop before it', async () => {
    const visitId = await planned(squad, union.enterprises[0])
    await step(squad, visitId, 'LOOK')
    await expectRefused(() => onPaper(squad, { visitId }), 'CONFLICT', { current: current(visitId) })
    const steps = (['LISTEN', 'ASK', 'TREAT'] as const).map((each) => ({ step: each, notes: contents[each] }))
    await onPaper(squad, { visitId, steps })
    expect(await visitRow(visitId)).toMatchObject({ outcome: 'DONE', steps: ['LOOK', 'LISTEN', 'ASK', 'TREAT'] })
  })

  it('counts an enterprise once, whoever enters it at the same time', async () => {
    await Promise.all([onPaper(squad), onPaper(union.command, { squadId: union.squads[1].squadId! })])
    expect(await unionTally(union.unionId)).toMatchObject({ visited: 1, days: { [yesterday]: { visited: 1 } } })
    expect(await db.visit.count({ where: { unionId: union.unionId, counts: true } })).toBe(1)
    await expectTalliesRight()
  })
})

describe('voidVisit', () => {
  it('takes the figures down again', async () => {
    const id = await visited(squad, union.enterprises[0])
    const receipt = await strikeOut(union.command, id)
    const event = await eventOf(union.unionId, receipt)
    expect(event).toMatchObject({ name: 'visit.voided', facts: { counted: true } })
    expect(event.unionTally).not.toHaveProperty('visited')
    expect(event.unionTally).not.toHaveProperty('days')
    await expectTalliesRight()
  })

  it('passes the count on to another DONE visit of the enterprise', async () => {
    const first = (await onPaper(squad)).subjectId!
    const second = await visited(squad, union.enterprises[0])
    await strikeOut(union.command, first)
    expect(await visitRow(second)).toMatchObject({ counts: true })
    expect(await unionTally(union.unionId)).toMatchObject({ visited: 1, days: { [today]: { visited: 1 } } })
    await expectTalliesRight()
  })

  it('sets the squad free that was there', async () => {
    const id = await arrived(squad, union.enterprises[0])
    await strikeOut(union.command, id)
    expect(await squadTally(squad.squadId)).toEqual({})
    await arrived(squad, union.enterprises[1])
    await expectTalliesRight()
  })

  it('is the command centre’s, once, and won by one of two', async () => {
    const id = await visited(squad, union.enterprises[0])
    for (const actor of [squad, union.owner, union.wall, union.tax]) {
      await expectRefused(() => strikeOut(actor, id), 'FORBIDDEN')
    }
    const strike = () => strikeOut(union.command, id)
    await expectOneWinner(current(id), strike, strike)
    await expectRefused(strike, 'CONFLICT', { current: current(id) })
    await expectTalliesRight()
  })
})

describe('carryOverVisits', () => {
  it('moves unfinished stops to another day in their order', async () => {
    const done = await visited(squad, union.enterprises[0])
    const left = [await planned(squad, union.enterprises[1]), await planned(squad, union.enterprises[2]!)]
    const receipt = await carryOver(squad)
    const moved = await db.visit.findMany({ where: { id: { in: left } }, orderBy: { stop: 'asc' } })
    expect(moved.map(({ id, stop }) => [id, stop])).toEqual(left.map((id, i) => [id, i + 1]))
    expect(await eventOf(union.unionId, receipt)).toMatchObject({
      name: 'visit.carried_over',
      facts: { to: tomorrow },
      unionTally: { days: { [today]: { planned: 1 }, [tomorrow]: { planned: 2 } } },
    })
    expect(localDate((await visitRow(done)).plannedOn)).toBe(today)
    await expectTalliesRight()
  })

  it('is refused to others, to the same day, and where nothing is left', async () => {
    await expectRefused(() => carryOver(squad), 'INVALID', { field: 'from' })
    await planned(squad, union.enterprises[0])
    await expectRefused(() => carryOver(union.squads[1]), 'FORBIDDEN')
    await expectRefused(() => carryOver(union.wall), 'FORBIDDEN')
    await expectRefused(() => carryOver(squad, today), 'INVALID', { field: 'to' })
  })

  it('makes no second stop of an enterprise on a day, whoever is first', async () => {
    const enterpriseId = union.enterprises[0]
    await planned(squad, enterpriseId)
    const there = { squadId: union.squads[1].squadId!, enterpriseId, plannedOn: tomorrow }
    const planThere = () => planVisit(union.command, { clientId: randomUUID(), ...there })
    const results = await Promise.allSettled([carryOver(squad), planThere()])
    expect(results.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'CONFLICT' } }])
    const on = { plannedOn: new Date(tomorrow), enterpriseId }
    expect(await db.visit.count({ where: on })).toBe(1)
    await expectTalliesRight()
  })

  it('says which stop is in the way', async () => {
    await planned(squad, union.enterprises[0])
    const there = { squadId: union.squads[1].squadId!, enterpriseId: union.enterprises[0], plannedOn: tomorrow }
    const { subjectId } = await planVisit(union.command, { clientId: randomUUID(), ...there })
    await expectRefused(() => carryOver(squad), 'CONFLICT', { current: current(subjectId!) })
  })

  it('moves a stop once when two ask at the same time', async () => {
    await planned(squad, union.enterprises[0])
    const results = await Promise.allSettled([carryOver(squad), carryOver(union.command)])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expectTalliesRight()
  })
})

describe('a visit that continues another', () => {
  it('takes up its steps, and what was heard there can be treated here', async () => {
    const first = await arrived(squad, union.enterprises[0])
    for (const each of ['LOOK', 'LISTEN', 'ASK'] as const) await step(squad, first, each)
    await finish(squad, first, { followUp: '明日再来会商' })
    const stop = { squadId: squad.squadId!, plannedOn: tomorrow, continuesId: first }
    const next = (enterpriseId: string) => planVisit(squad, { clientId: randomUUID(), ...stop, enterpriseId })
    await expectRefused(() => next(union.enterprises[1]), 'NOT_FOUND', { field: 'continuesId' })
    const second = (await next(union.enterprises[0])).subjectId!
    expect(await visitRow(second)).toMatchObject({ continuesId: first, steps: ['LOOK', 'LISTEN', 'ASK'] })
    await arriveVisit(squad, { clientId: randomUUID(), visitId: second })
    await step(squad, second, 'TREAT')
    await finish(squad, second)
    expect(await visitRow(second)).toMatchObject({ outcome: 'DONE', counts: false })
    expect(await unionTally(union.unionId)).toMatchObject({ visited: 1 })
    await expectTalliesRight()
  })

  it('continues only what is finished and not struck out, and hears nothing of what was', async () => {
    const first = await arrived(squad, union.enterprises[0])
    for (const each of ['LOOK', 'LISTEN', 'ASK'] as const) await step(squad, first, each)
    const stop = { squadId: squad.squadId!, enterpriseId: union.enterprises[0], continuesId: first }
    const next = (plannedOn: string) => planVisit(squad, { clientId: randomUUID(), ...stop, plannedOn })
    await expectRefused(() => next(tomorrow), 'CONFLICT', { current: current(first) })
    await finish(squad, first, { followUp: '明日再来会商' })
    const second = (await next(tomorrow)).subjectId!
    await strikeOut(union.command, first)
    await expectRefused(() => next(today), 'CONFLICT', { current: current(first) })
    await arriveVisit(squad, { clientId: randomUUID(), visitId: second })
    await expectRefused(() => step(squad, second, 'TREAT'), 'INVALID', { field: 'step' })
  })
})
