import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { type Moment, readBoard, readMoment, type SquadFigures } from '#tests/setup/board.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor, aUnion } from '#tests/setup/factories.ts'
import {
  arriveVisit,
  carryOverVisits,
  completeStep,
  finishVisit,
  openIssue,
  orderSupply,
  planVisit,
  setResumption,
} from '#tests/setup/mutations.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

const hour = 3_600_000
const began = new Date('2020-03-24T00:00:00.000Z')
/** That many hours after the union began, and so many milliseconds. */
const at = (hours: number, ms = 0) => new Date(began.getTime() + hours * hour + ms)
const today = '2020-03-24'
const tomorrow = '2020-03-25'

let union: SmallUnion
let command: Actor
let squad: Actor
/** The seq of the last event of setting the union up, all of them at `began`. */
let setUp: number
let visitId: string

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await runAt(began, () => aSmallUnion())
  command = union.command
  squad = union.squads[0]
  setUp = (await db.stream.findUniqueOrThrow({ where: { unionId: union.unionId } })).head
  const [first, second] = union.enterprises
  await runAt(at(1), async () => {
    visitId = (await planVisit(squad, first)).id
  })
  await runAt(at(2), () => arriveVisit(squad, visitId))
  await runAt(at(3), () => completeStep(squad, visitId, 'LOOK'))
  await runAt(at(4), async () => {
    await openIssue(command, first)
    await openIssue(command, second)
  })
  await runAt(at(5), () => orderSupply(command, second, union.mask, { requested: 30, reserved: 20 }))
  await runAt(at(6), () => setResumption(command, [first, second], 'RESUMED', { on: today }))
  await runAt(at(7), () => planVisit(union.squads[1], second))
  await runAt(at(8), () => carryOverVisits(union.squads[1], today, tomorrow))
  await runAt(at(9), () => finishVisit(squad, visitId, { outcome: 'CLOSED_SHOP' }))
})
afterAll(() => closeDb())

const momentAt = (time: Date): Promise<Moment> => readMoment(command, time)

const of = (moment: Moment, index: 0 | 1): SquadFigures =>
  moment.squads.find(({ squadId }) => squadId === globalId('Squad', union.squads[index].squadId!))!

describe('the figures at a past moment', () => {
  it('are those of an event from its own millisecond on, and not a millisecond before', async () => {
    const before = await momentAt(at(1, -1))
    expect(before).toMatchObject({ seq: setUp, asOf: began.toISOString(), campaign: { planned: 0, days: [] } })
    for (const ms of [0, 1]) {
      const moment = await momentAt(at(1, ms))
      expect(moment).toMatchObject({ seq: setUp + 1, asOf: at(1).toISOString(), campaign: { planned: 1 } })
      expect(moment.campaign.days).toMatchObject([{ date: today, planned: 1, finished: 0 }])
    }
    expect(await momentAt(at(2, -1))).toMatchObject({ seq: setUp + 1, campaign: { planned: 1, onSite: 0 } })
    expect(await momentAt(at(2))).toMatchObject({ seq: setUp + 2, campaign: { planned: 0, underWay: 1, onSite: 1 } })
  })

  it('are those of the last of several events of one millisecond', async () => {
    expect(await momentAt(at(4))).toMatchObject({ seq: setUp + 5, campaign: { issues: 2, openIssues: 2 } })
    expect(await momentAt(at(4, -1))).toMatchObject({ seq: setUp + 3, campaign: { issues: 0, openIssues: 0 } })
    expect(await momentAt(at(6))).toMatchObject({ seq: setUp + 8, resumption: { resumed: 2, notResumed: 1 } })
    expect(await momentAt(at(6, -1))).toMatchObject({ seq: setUp + 6, resumption: { resumed: 0, notResumed: 3 } })
  })

  it('hold of the supplies every item, in the order of the board', async () => {
    const supplies = await readBoard(command).then((board) => board.supplies.map(({ code }) => code))
    expect((await momentAt(at(5, -1))).supplies.map(({ code, requested }) => [code, requested])).toEqual(
      supplies.map((code) => [code, 0]),
    )
    const ofMask = (await momentAt(at(5))).supplies.find(({ code }) => code === 'MASK')
    expect(ofMask).toMatchObject({ requested: 30, reserved: 20, dispatched: 0, enterprisesRequested: 1 })
    expect(ofMask).toMatchObject({ enterprisesReserved: 1 })
  })

  it('say where each squad was, by number, whatever other squads did after it', async () => {
    const nowhere = { visitId: null, enterprise: null, since: null, step: null, steps: [] }
    expect(of(await momentAt(at(2, -1)), 0)).toMatchObject({ ...nowhere, days: [{ date: today, planned: 1 }] })
    const here = {
      visitId: globalId('Visit', visitId),
      enterprise: { id: globalId('Enterprise', union.enterprises[0]) },
      since: at(2).toISOString(),
    }
    expect(of(await momentAt(at(2)), 0)).toMatchObject({ ...here, step: null, steps: [] })
    expect(of(await momentAt(at(3, -1)), 0)).toMatchObject({ ...here, step: null })
    expect(of(await momentAt(at(3)), 0)).toMatchObject({ ...here, step: 'LOOK', steps: ['LOOK'] })
    const later = await momentAt(at(8))
    expect(of(later, 0)).toMatchObject({ ...here, step: 'LOOK' })
    expect(of(later, 1).days).toEqual([{ date: tomorrow, planned: 1, finished: 0 }])
    expect(of(await momentAt(at(8, -1)), 1).days).toEqual([{ date: today, planned: 1, finished: 0 }])
    expect(of(await momentAt(at(6)), 1)).toMatchObject({ ...nowhere, days: [] })
    expect(of(await momentAt(at(9)), 0)).toMatchObject(nowhere)
    const numbers = await db.squad.findMany({ where: { unionId: union.unionId }, orderBy: { number: 'asc' } })
    expect(later.squads.map(({ squadId }) => squadId)).toEqual(numbers.map(({ id }) => globalId('Squad', id)))
  })

  it('begin with the union, and are NOT_FOUND before it', async () => {
    expect(await momentAt(began)).toMatchObject({ seq: setUp, campaign: { target: 100, listed: 2 } })
    const refused = { code: 'NOT_FOUND', details: { field: 'at' } }
    await expect(momentAt(at(0, -1))).rejects.toMatchObject(refused)
    await expect(momentAt(new Date('2001-01-01T00:00:00Z'))).rejects.toMatchObject(refused)
  })

  it('end now: the last moment is what the board shows, the next one is INVALID', async () => {
    await runAt(at(10), async () => {
      const { seq, asOf, supplies, campaign, resumption, squads } = await readBoard(command)
      const moment = await momentAt(at(10))
      expect(moment).toMatchObject({ seq, asOf, supplies, campaign, resumption })
      expect(moment.squads).toEqual(squads.map(({ now }) => now))
      await expect(momentAt(at(10, 1))).rejects.toMatchObject({ code: 'INVALID', details: { field: 'at' } })
    })
  })

  it('are for those who watch the board, of their own unions', async () => {
    for (const actor of [union.wall, union.integrator('BOARD')]) {
      expect(await readMoment(actor, at(4))).toEqual(await momentAt(at(4)))
    }
    for (const actor of [squad, union.owner, union.tax, union.integrator('ISSUES', 'VISITS')]) {
      await expect(readMoment(actor, at(4))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
    const other = await runAt(at(3), () => aSmallUnion())
    expect(await readMoment(other.command, at(4))).toMatchObject({ campaign: { issues: 0 } })
    await expect(readMoment(other.command, at(4), union.unionId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(readMoment(other.command, at(3, -1))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('are a district’s of the union that it names', async () => {
    const district = await aUnion({ level: 'DISTRICT' })
    const child = await runAt(at(1), () => aUnion({ parentId: district.id }))
    const watcher = await anActor((await anAccount(district.id, { role: 'DISTRICT' })).id)
    expect(await readMoment(watcher, at(1), child.id)).toMatchObject({ campaign: { target: 0 }, squads: [] })
    await expect(readMoment(watcher, at(4), union.unionId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a union without any event', () => {
  it('has a board of zeros at seq 0, and no past', async () => {
    const unionId = randomUUID()
    await db.tradeUnion.create({ data: { id: unionId, name: '新街道总工会', level: 'SUBDISTRICT' } })
    await db.stream.create({ data: { unionId, lastAt: began } })
    const watcher: Actor = { ...command, unionId, unionIds: [unionId] }
    const board = await readBoard(watcher)
    expect(board).toMatchObject({ seq: 0, title: '', squads: [], cells: [], supplies: [], recentEvents: [] })
    expect(board.campaign).toMatchObject({ target: 0, listed: 0, days: [] })
    expect(board.trend.map(({ resumed }) => resumed)).toEqual(Array.from({ length: 14 }, () => 0))
    await expect(readMoment(watcher, at(10))).rejects.toMatchObject({ code: 'NOT_FOUND', details: { field: 'at' } })
  })
})
