import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readEvents } from '#server/log/events.ts'
import { arriveVisit } from '#server/modules/visits/arrive.ts'
import { carryOverVisits } from '#server/modules/visits/carry-over.ts'
import { moveVisit } from '#server/modules/visits/move.ts'
import { skipVisit } from '#server/modules/visits/skip.ts'
import { isoDate, localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { eventOf, expectRefused, squadTally } from '#tests/setup/outcomes.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { planned, visited } from '#tests/setup/visiting.ts'

let union: SmallUnion
let squad: Actor
let other: Actor
const today = localDate(new Date())
const tomorrow = localDate(new Date(Date.now() + 86_400_000))

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion(8)
  squad = union.squads[0]
  other = union.squads[1]
})
afterAll(() => closeDb())

const current = (id: string) => globalId('Visit', id)
const visitRow = (id: string) => db.visit.findUniqueOrThrow({ where: { id } })

type Given = Partial<Parameters<typeof moveVisit>[1]>
const move = (actor: Actor, visitId: string, given: Given) =>
  moveVisit(actor, { clientId: randomUUID(), visitId, ...given })

/** The numbers of these stops. */
const numbers = async (...ids: string[]) => Promise.all(ids.map(async (id) => (await visitRow(id)).stop))

/** Stops of a squad today at the first enterprises. */
async function stops(of: Actor, count: number): Promise<string[]> {
  const ids: string[] = []
  for (const enterprise of union.enterprises.slice(0, count)) ids.push(await planned(of, enterprise))
  return ids
}

describe('a stop that is moved', () => {
  it('within its day gets its place, and the others close up', async () => {
    const [a, b, c, d] = (await stops(squad, 4)) as [string, string, string, string]
    const receipt = await move(squad, a, { stop: 3 })
    expect(await numbers(b, c, a, d)).toEqual([1, 2, 3, 4])
    expect(await eventOf(union.unionId, receipt)).toMatchObject({
      name: 'visit.moved',
      subjectId: a,
      squadId: squad.squadId,
      facts: { squadFrom: squad.squadId, from: today, to: today, stop: 3, agreedTime: null },
    })
    await move(squad, d, { stop: 1 })
    expect(await numbers(d, b, c, a)).toEqual([1, 2, 3, 4])
    await move(squad, d, { stop: 200 })
    expect(await numbers(b, c, a, d)).toEqual([1, 2, 3, 4])
    await expectFiguresTrue(union.unionId)
  })

  it('leaves the numbers of what is arrived at, finished and skipped', async () => {
    await visited(squad, union.enterprises[5]!)
    const [a, b, c, d] = (await stops(squad, 4)) as [string, string, string, string]
    await skipVisit(squad, { clientId: randomUUID(), visitId: c, reason: '封闭' })
    await move(squad, d, { stop: 1 })
    expect(await numbers(d, a, c, b)).toEqual([2, 3, 4, 5])
    await arriveVisit(squad, { clientId: randomUUID(), visitId: a })
    await move(squad, b, { stop: 1 })
    expect(await numbers(b, a, c, d)).toEqual([2, 3, 4, 5])
  })

  it('to another squad and day changes the figures of both', async () => {
    const [a, b, c] = (await stops(squad, 3)) as [string, string, string]
    const there = await planned(other, union.enterprises[4]!)
    await move(union.command, there, { plannedOn: tomorrow })
    const receipt = await move(union.command, a, { squadId: other.squadId, plannedOn: tomorrow, stop: 1 })
    expect(await numbers(b, c)).toEqual([1, 2])
    expect(await numbers(a, there)).toEqual([1, 2])
    expect(await visitRow(a)).toMatchObject({ squadId: other.squadId, state: 'PLANNED' })
    expect(isoDate((await visitRow(a)).plannedOn)).toBe(tomorrow)
    const events = await readEvents(db, union.unionId, { after: receipt.seq! - 2, take: 2 })
    expect(events).toMatchObject([
      { name: 'visit.moved_away', squadId: squad.squadId, subjectId: a, facts: { squadTo: other.squadId } },
      { name: 'visit.moved', squadId: other.squadId, facts: { squadFrom: squad.squadId, from: today, to: tomorrow } },
    ])
    expect(await squadTally(squad.squadId)).toEqual({ days: { [today]: { planned: 2 } } })
    expect(await squadTally(other.squadId)).toEqual({ days: { [tomorrow]: { planned: 2 } } })
    await expectFiguresTrue(union.unionId)
  })

  it('to another list without a place is the last there', async () => {
    const [a] = (await stops(squad, 1)) as [string]
    const there = await planned(other, union.enterprises[4]!)
    await move(union.command, a, { squadId: other.squadId })
    expect(await numbers(there, a)).toEqual([1, 2])
  })

  it('has the time that was agreed for its day', async () => {
    const [a, b] = (await stops(squad, 2)) as [string, string]
    await move(squad, a, { agreedTime: '09:30' })
    await move(squad, a, { stop: 2 })
    expect(await visitRow(a)).toMatchObject({ agreedTime: '09:30', stop: 2 })
    await move(squad, a, { plannedOn: tomorrow })
    expect(await visitRow(a)).toMatchObject({ agreedTime: null, stop: 1 })
    await move(squad, a, { agreedTime: '14:00' })
    await move(squad, a, { agreedTime: null })
    expect(await visitRow(a)).toMatchObject({ agreedTime: null })
    await move(squad, b, { agreedTime: '10:00' })
    await carryOverVisits(squad, { clientId: randomUUID(), squadId: squad.squadId!, from: today, to: tomorrow })
    expect(await visitRow(b)).toMatchObject({ agreedTime: null, stop: 2 })
  })

  it('to where it is changes nothing', async () => {
    const [a] = (await stops(squad, 2)) as [string]
    for (const given of [{}, { stop: 1 }, { plannedOn: today, squadId: squad.squadId }, { agreedTime: null }]) {
      expect(await move(squad, a, given)).toMatchObject({ seq: null })
    }
  })
})

describe('a stop is not moved', () => {
  it('by a squad away from itself, nor by those who plan nothing', async () => {
    const [a] = (await stops(squad, 1)) as [string]
    await expectRefused(() => move(squad, a, { squadId: other.squadId }), 'FORBIDDEN')
    await expectRefused(() => move(other, a, { stop: 2 }), 'NOT_FOUND', { field: 'visitId' })
    await expectRefused(() => move(other, a, { squadId: other.squadId }), 'NOT_FOUND', { field: 'visitId' })
    for (const actor of [union.owner, union.wall, union.tax]) {
      await expectRefused(() => move(actor, a, { stop: 2 }), 'FORBIDDEN')
    }
  })

  it('to what is not there', async () => {
    const [a] = (await stops(squad, 1)) as [string]
    await expectRefused(() => move(union.command, randomUUID(), {}), 'NOT_FOUND', { field: 'visitId' })
    const nobody = { squadId: randomUUID() }
    await expectRefused(() => move(union.command, a, nobody), 'NOT_FOUND', { field: 'squadId' })
  })

  it.each([-1, 61])('to a day %i days from now', async (days) => {
    const [a] = (await stops(squad, 1)) as [string]
    const plannedOn = localDate(new Date(Date.now() + days * 86_400_000))
    await expectRefused(() => move(squad, a, { plannedOn }), 'INVALID', { field: 'plannedOn' })
  })

  it('to a day on which another visit to the enterprise is planned', async () => {
    const [a] = (await stops(squad, 1)) as [string]
    await move(squad, a, { plannedOn: tomorrow })
    const again = await planned(other, union.enterprises[0])
    await expectRefused(() => move(other, again, { plannedOn: tomorrow }), 'CONFLICT', { current: current(a) })
  })

  it('once the squad has arrived or it was skipped', async () => {
    const [a, b] = (await stops(squad, 2)) as [string, string]
    await arriveVisit(squad, { clientId: randomUUID(), visitId: a })
    await skipVisit(squad, { clientId: randomUUID(), visitId: b, reason: '封闭' })
    for (const id of [a, b]) {
      const away = { squadId: other.squadId }
      await expectRefused(() => move(union.command, id, away), 'CONFLICT', { current: current(id) })
    }
  })

  it('twice, though two ask at once', async () => {
    const [a] = (await stops(squad, 1)) as [string]
    const away = () => move(union.command, a, { squadId: other.squadId })
    const receipts = await Promise.all([away(), away()])
    expect(receipts.filter(({ seq }) => seq === null)).toHaveLength(1)
    expect(await visitRow(a)).toMatchObject({ squadId: other.squadId })
    await expectFiguresTrue(union.unionId)
  })
})
