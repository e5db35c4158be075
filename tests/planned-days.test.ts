import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tallyDifferences } from '#server/board/verify-tallies.ts'
import { localDate } from '#server/platform/clock.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { aDesk, aDoor, type Desk, type Door } from '#tests/setup/door.ts'

let app: TestApp
let desk: Desk
let door: Door

beforeAll(async () => {
  app = await startTestApp()
  desk = await aDesk(app)
})
beforeEach(async () => {
  door = await aDoor(desk)
})
afterAll(() => app.close())

/** The date so many days from today in Beijing. */
const dayFromNow = (days: number) => localDate(new Date(Date.now() + days * 86_400_000))

describe('a plan', () => {
  const stop = (days: number) => ({ ...door, plannedOn: dayFromNow(days) })
  const move = (from: number, to: number) => ({
    squadId: door.squadId,
    from: dayFromNow(from),
    to: dayFromNow(to),
  })

  it.each([0, 1, 60])('is for a day %i days from now', async (days) => {
    await desk.command.change('planVisit', stop(days))
  })

  it.each([-1, 61])('is not for a day %i days from now', async (days) => {
    const refusal = await desk.command.refusedChange('planVisit', stop(days))
    expect(refusal).toMatchObject({ code: 'INVALID', field: 'input.plannedOn' })
  })

  it.each([0, 60])('is carried over to a day %i days from now', async (days) => {
    await desk.command.change('planVisit', stop(1))
    await desk.command.change('carryOverVisits', move(1, days))
  })

  it.each([-1, 61])('is not carried over to a day %i days from now', async (days) => {
    await desk.command.change('planVisit', stop(1))
    const refusal = await desk.command.refusedChange('carryOverVisits', move(1, days))
    expect(refusal).toMatchObject({ code: 'INVALID', field: 'input.to' })
  })

  it('of a day that is past is carried over too', async () => {
    await desk.command.change('planVisit', stop(1))
    const { id } = await db.visit.findFirstOrThrow({ where: { unionId: desk.unionId }, orderBy: { id: 'desc' } })
    await db.visit.update({ where: { id }, data: { plannedOn: new Date(dayFromNow(-3)) } })
    await desk.command.change('carryOverVisits', move(-3, 0))
  })
})

describe('the unfinished stops of all squads', () => {
  it('are carried over at once, each behind the stops that its squad has', async () => {
    const own = await aDesk(app)
    const doors = [await aDoor(own), await aDoor(own), await aDoor(own)]
    for (const each of doors) await own.command.change('planVisit', { ...each, plannedOn: dayFromNow(1) })
    const { enterpriseId } = await aDoor(own)
    await own.command.change('planVisit', { squadId: doors[0]!.squadId, enterpriseId, plannedOn: dayFromNow(2) })
    await own.command.change('carryOverVisits', { from: dayFromNow(1), to: dayFromNow(2) }, 'squad { id }')
    const moved = await db.visit.findMany({
      where: { unionId: own.unionId, plannedOn: new Date(dayFromNow(2)), state: 'PLANNED' },
      orderBy: { stop: 'asc' },
    })
    const stopOf = (each: Door) =>
      moved.find(({ enterpriseId: id }) => globalId('Enterprise', id) === each.enterpriseId)?.stop
    expect(doors.map(stopOf)).toEqual([2, 1, 1])
    expect(await tallyDifferences(own.unionId)).toEqual([])
    const again = await own.command.refusedChange('carryOverVisits', { from: dayFromNow(1), to: dayFromNow(2) })
    expect(again).toMatchObject({ code: 'INVALID', field: 'input.from' })
  })
})

describe('the day of a resumption', () => {
  type Entry = { to: string; on: string; earlier?: { state: string; on: string }[] }
  const entry = ({ to, on, earlier }: Entry) => ({
    enterpriseIds: [door.enterpriseId],
    to,
    on,
    basis: '备案表',
    source: 'FORM',
    ...(earlier && { earlier }),
  })
  const set = (given: Entry) => desk.command.change('setResumption', entry(given))
  const refused = (given: Entry) => desk.command.refusedChange('setResumption', entry(given))

  it('may be today and not tomorrow', async () => {
    expect(await refused({ to: 'FILED', on: dayFromNow(1) })).toMatchObject({ code: 'INVALID', field: 'input.on' })
    await set({ to: 'FILED', on: dayFromNow(0) })
  })

  it('may be that of the state before, and not the day before it', async () => {
    await set({ to: 'FILED', on: dayFromNow(-5) })
    expect(await refused({ to: 'APPROVED', on: dayFromNow(-6) })).toMatchObject({
      code: 'INVALID',
      field: 'input.earlier',
    })
    await set({ to: 'APPROVED', on: dayFromNow(-5) })
  })

  it.each<[string, number, number, number]>([
    ['one after the other', -4, -3, -2],
    ['all on the day of the state before', -5, -5, -5],
  ])('of steps in between may be %s', async (_, filed, approved, resumed) => {
    const earlier = [
      { state: 'FILED', on: dayFromNow(filed) },
      { state: 'APPROVED', on: dayFromNow(approved) },
    ]
    await set({ to: 'RESUMED', on: dayFromNow(resumed), earlier })
  })

  it.each<[string, [string, number][], number]>([
    [
      'before the step before',
      [
        ['FILED', -3],
        ['APPROVED', -4],
      ],
      -2,
    ],
    [
      'after the change itself',
      [
        ['FILED', -3],
        ['APPROVED', -1],
      ],
      -2,
    ],
    [
      'of steps in the wrong order',
      [
        ['APPROVED', -3],
        ['FILED', -3],
      ],
      -2,
    ],
    ['of the state itself', [['RESUMED', -3]], -2],
    [
      'of a step that is named twice',
      [
        ['FILED', -3],
        ['FILED', -3],
      ],
      -2,
    ],
  ])('of steps in between is not %s', async (_, steps, resumed) => {
    const earlier = steps.map(([state, days]) => ({ state, on: dayFromNow(days) }))
    const refusal = await refused({ to: 'RESUMED', on: dayFromNow(resumed), earlier })
    expect(refusal).toMatchObject({ code: 'INVALID', field: 'input.earlier' })
  })
})
