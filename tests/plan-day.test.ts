import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readEvents } from '#server/log/events.ts'
import { arriveVisit } from '#server/modules/visits/arrive.ts'
import { planDay } from '#server/modules/visits/plan-day.ts'
import { skipVisit } from '#server/modules/visits/skip.ts'
import { addDays, localDate, runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aSquad } from '#tests/setup/factories.ts'
import { expectFiguresTrue, meet } from '#tests/setup/meeting.ts'
import { mutate } from '#tests/setup/mutations.ts'
import { expectRefused, squadTally } from '#tests/setup/outcomes.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { planned, visited } from '#tests/setup/visiting.ts'

let union: SmallUnion
let squad: Actor
let other: Actor
let shops: string[]
const today = localDate(new Date())
const tomorrow = localDate(addDays(new Date(), 1))
const yesterday = localDate(addDays(new Date(), -1))

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion(8)
  squad = union.squads[0]
  other = union.squads[1]
  shops = [...union.enterprises]
})
afterAll(() => closeDb())

type Squads = Parameters<typeof planDay>[1]['squads']
type Stop = Squads[number]['stops'][number]

const stop = (shop: number, given: Partial<Stop> = {}): Stop => ({ enterpriseId: shops[shop]!, ...given })
const of = (actor: Actor, ...stops: Stop[]) => ({ squadId: actor.squadId!, stops })
const plan = (squads: Squads, on = today, actor = union.command) =>
  planDay(actor, { clientId: randomUUID(), on, squads })

const current = (id: string) => globalId('Visit', id)

/** A stop of yesterday that nobody went to. */
const leftOver = (of: Actor, shop: number) => runAt(addDays(new Date(), -1), () => planned(of, shops[shop]!))

/** A squad's stops of the day: enterprise, number and agreed time. */
const listOf = async ({ squadId }: Actor, on = today) =>
  (await db.visit.findMany({ where: { squadId: squadId!, plannedOn: new Date(on) }, orderBy: { stop: 'asc' } })).map(
    ({ enterpriseId, stop, agreedTime }) => [shops.indexOf(enterpriseId), stop, agreedTime],
  )

describe('a day', () => {
  it('is set up for several squads, behind the stops that they have', async () => {
    const first = await planned(squad, shops[0]!)
    const left = await leftOver(squad, 1)
    const taken = await leftOver(other, 2)
    const { seq } = await plan([
      of(squad, stop(1, { visitId: left, agreedTime: '09:30' }), stop(3), stop(2, { visitId: taken })),
      of(other, stop(4, { agreedTime: '14:00' }), stop(5)),
    ])
    expect(await listOf(squad)).toEqual([
      [0, 1, null],
      [1, 2, '09:30'],
      [3, 3, null],
      [2, 4, null],
    ])
    expect(await listOf(other)).toEqual([
      [4, 1, '14:00'],
      [5, 2, null],
    ])
    expect(await listOf(other, yesterday)).toEqual([])
    const events = await readEvents(db, union.unionId, { after: seq! - 6, take: 6 })
    expect(events.map(({ name, squadId }) => [name, squadId === squad.squadId])).toEqual([
      ['visit.carried_over', true],
      ['visit.planned', true],
      ['visit.moved_away', false],
      ['visit.moved', true],
      ['visit.planned', false],
      ['visit.planned', false],
    ])
    expect(first).toBe((await db.visit.findFirstOrThrow({ where: { stop: 1, squadId: squad.squadId! } })).id)
    await expectFiguresTrue(union.unionId)
  })

  it('leaves an enterprise that was visited as visited', async () => {
    await visited(squad, shops[0]!)
    await plan([of(other, stop(0), stop(1))])
    const found = await db.enterprise.findMany({ where: { id: { in: shops.slice(0, 3) } }, orderBy: { id: 'asc' } })
    expect(found.map(({ progress }) => progress).sort()).toEqual(['DONE', 'NOT_PLANNED', 'PLANNED'])
    await expectFiguresTrue(union.unionId)
  })

  it('is answered by its stops in their order, also when it is sent again', async () => {
    const squads = [of(other, stop(4), stop(5)), of(squad, stop(1))].map(({ squadId, stops }) => ({
      squadId: globalId('Squad', squadId),
      stops: stops.map(({ enterpriseId }) => ({ enterpriseId: globalId('Enterprise', enterpriseId) })),
    }))
    const send = (clientId: string) =>
      mutate<{ visits: object[] }>(
        union.command,
        'planDay',
        { clientId, on: today, squads },
        'visits { stop squad { id } }',
      )
    const clientId = randomUUID()
    const answer = await send(clientId)
    expect(answer.visits).toEqual([
      { stop: 1, squad: { id: globalId('Squad', squad.squadId!) } },
      { stop: 1, squad: { id: globalId('Squad', other.squadId!) } },
      { stop: 2, squad: { id: globalId('Squad', other.squadId!) } },
    ])
    expect(await send(clientId)).toEqual(answer)
    expect(await db.visit.count({ where: { unionId: union.unionId } })).toBe(3)
  })

  it('can be as large as the input allows', async () => {
    const squadIds = [squad.squadId!]
    while (squadIds.length < 40) squadIds.push(await aSquad(union.unionId))
    const ids = Array.from({ length: 1200 }, () => randomUUID())
    const facts = { unionId: union.unionId, name: '回坊食品', address: '', industry: '', headcount: 1 }
    await db.enterprise.createMany({ data: ids.map((id) => ({ ...facts, id, creditCode: id })) })
    const squads = squadIds.map((squadId, i) => ({
      squadId,
      stops: ids.slice(i * 30, i * 30 + 30).map((enterpriseId) => ({ enterpriseId })),
    }))
    const { seq } = await plan(squads, tomorrow)
    expect(seq).toBeGreaterThanOrEqual(1200)
    expect(await db.visit.count({ where: { unionId: union.unionId } })).toBe(1200)
    expect(await squadTally(squad.squadId)).toEqual({ days: { [tomorrow]: { planned: 30 } } })
  })
})

describe('a day is refused whole', () => {
  const good = () => of(squad, stop(0), stop(1))

  it('to everybody but the command centre', async () => {
    for (const actor of [squad, union.owner, union.wall, union.tax]) {
      await expectRefused(() => plan([good()], today, actor), 'FORBIDDEN')
    }
  })

  it.each([-1, 61])('for a day %i days from now', async (days) => {
    const on = localDate(addDays(new Date(), days))
    await expectRefused(() => plan([good()], on), 'INVALID', { field: 'on' })
  })

  it('where a squad or an enterprise is not there, or stands twice', async () => {
    const nobody = { squadId: randomUUID(), stops: [stop(2)] }
    await expectRefused(() => plan([good(), nobody]), 'NOT_FOUND', { field: 'squads.1.squadId' })
    const field = 'squads.1.stops.1.enterpriseId'
    const nowhere = of(other, stop(2), { enterpriseId: randomUUID() })
    await expectRefused(() => plan([good(), nowhere]), 'NOT_FOUND', { field })
    await expectRefused(() => plan([good(), of(squad, stop(2))]), 'INVALID', { field: 'squads.1.squadId' })
    const twice = () => plan([good(), of(other, stop(2), stop(1))])
    await expectRefused(twice, 'INVALID', { field })
    const { name } = await db.enterprise.findUniqueOrThrow({ where: { id: shops[1]! } })
    await expect(twice()).rejects.toMatchObject({ sentence: { zh: expect.stringContaining(name) } })
  })

  it('where an enterprise is on a list of the day already, and says which', async () => {
    const id = await planned(other, shops[3]!)
    const again = () => plan([good(), of(other, stop(2), stop(3))])
    await expectRefused(again, 'CONFLICT', { field: 'squads.1.stops.1.enterpriseId', current: current(id) })
    const { name } = await db.enterprise.findUniqueOrThrow({ where: { id: shops[3]! } })
    await expect(again()).rejects.toMatchObject({ sentence: { en: expect.stringContaining(name) } })
  })

  it('where what is to be carried over is another one’s, not planned any more, or not of an earlier day', async () => {
    const field = 'squads.0.stops.0.visitId'
    const carry = (shop: number, visitId: string, on = today) => plan([of(squad, stop(shop, { visitId }))], on)
    const skipped = await leftOver(other, 2)
    await expectRefused(() => carry(3, skipped), 'NOT_FOUND', { field })
    await expectRefused(() => carry(3, randomUUID()), 'NOT_FOUND', { field })
    await skipVisit(other, { clientId: randomUUID(), visitId: skipped, reason: '封闭' })
    await expectRefused(() => carry(2, skipped), 'CONFLICT', { field, current: current(skipped) })
    const later = (await plan([of(other, stop(4))], tomorrow)) && (await listOf(other, tomorrow)).length
    expect(later).toBe(1)
    const { id } = await db.visit.findFirstOrThrow({ where: { enterpriseId: shops[4]! } })
    await expectRefused(() => carry(4, id), 'CONFLICT', { field, current: current(id) })
  })
})

describe('a day that is planned while a squad begins', () => {
  it('takes a stop away before the squad arrives, or not at all', async () => {
    const left = await leftOver(other, 2)
    const carry = () => plan([of(squad, stop(2, { visitId: left }))])
    const arrive = (actor: Actor) => () => arriveVisit(actor, { clientId: randomUUID(), visitId: left })
    const [taken, late] = await meet(union.unionId, carry, arrive(other))
    expect(taken.status).toBe('fulfilled')
    expect(late).toMatchObject({ status: 'rejected', reason: { code: 'NOT_FOUND' } })
    const [arrived, tooLate] = await meet(union.unionId, arrive(union.command), () =>
      plan([of(other, stop(2, { visitId: left }))], tomorrow),
    )
    expect(arrived.status).toBe('fulfilled')
    expect(tooLate).toMatchObject({ status: 'rejected', reason: { code: 'CONFLICT' } })
    expect(await db.squad.findUniqueOrThrow({ where: { id: squad.squadId! } })).toMatchObject({ currentVisitId: left })
    await expectFiguresTrue(union.unionId)
  })

  it('tells the command centre’s deed on a stop of which squad it is now', async () => {
    const left = await leftOver(other, 2)
    const arrive = () => arriveVisit(union.command, { clientId: randomUUID(), visitId: left })
    const [taken, arrived] = await meet(union.unionId, () => plan([of(squad, stop(2, { visitId: left }))]), arrive)
    expect([taken.status, arrived.status]).toEqual(['fulfilled', 'fulfilled'])
    expect(await db.squad.findUniqueOrThrow({ where: { id: squad.squadId! } })).toMatchObject({ currentVisitId: left })
    expect(await db.squad.findUniqueOrThrow({ where: { id: other.squadId! } })).toMatchObject({ currentVisitId: null })
    await expectFiguresTrue(union.unionId)
  })
})
