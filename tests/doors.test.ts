import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import type { AppError, Sentence } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aSquad } from '#tests/setup/factories.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import {
  arriveVisit,
  completeStep,
  finishVisit,
  mutate,
  planVisit,
  recordVisit,
  voidVisit,
} from '#tests/setup/mutations.ts'
import { expectRefused, squadTally } from '#tests/setup/outcomes.ts'
import { aSmallUnion, type SmallUnion, someone } from '#tests/setup/small-union.ts'

// A squad is not at two doors at once, live or on paper, unless the visits name different members. Everything here happens on
// one day, the clock of which the tests set.

let union: SmallUnion
let squad: Actor
let one: string
let other: string
let [first, second]: string[] = []

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  const squadId = await aSquad(union.unionId, { names: ['李敏', '王强'] })
  squad = await someone(union.unionId, 'SQUAD', { squadId })
  one = union.enterprises[0]
  other = union.enterprises[1]
  const members = await db.squadMember.findMany({ where: { squadId }, orderBy: { position: 'asc' } })
  ;[first, second] = members.map(({ id }) => globalId('SquadMember', id))
})
afterAll(() => closeDb())

const clock = (time: string) => new Date(`2026-03-02T${time}:00+08:00`)
const at = <T>(time: string, work: () => Promise<T>) => runAt(clock(time), work)
const current = (id: string) => globalId('Visit', id)
const named = (...memberIds: (string | undefined)[]) => ({ memberIds })

/** A visit on paper between two times of the day, entered in the evening. */
const onPaper = (enterprise: string, from: string, until: string, input: object = {}) =>
  at('20:00', () => recordVisit(squad, enterprise, clock(until), { arrivedAt: clock(from).toISOString(), ...input }))
const planned = async (enterprise: string) => (await at('08:00', () => planVisit(squad, enterprise))).id
/** An arrival that is sent at its own time, or later by a phone that had no signal. */
const arrive = (id: string, time: string, input: object = {}, sent = time) =>
  at(sent, () => arriveVisit(squad, id, { happenedAt: clock(time).toISOString(), ...input }))
const arrived = async (enterprise: string, time: string, input: object = {}) => {
  const id = await planned(enterprise)
  await arrive(id, time, input)
  return id
}
const finish = (id: string, time: string) => at(time, () => finishVisit(squad, id, { outcome: 'CLOSED_SHOP' }))
const setMembers = (id: string, ...memberIds: (string | undefined)[]) =>
  mutate(squad, 'setVisitMembers', { visitId: current(id), memberIds })
const sentenceOf = (work: () => Promise<unknown>) =>
  work().then(
    (): Sentence => {
      throw new Error('It was not refused.')
    },
    (error: AppError) => error.sentence,
  )

describe('two visits on paper', () => {
  it('do not overlap, whether one begins, ends, lies within the other or takes the same time', async () => {
    const { id } = await onPaper(one, '10:00', '11:00')
    for (const [from, until] of [
      ['10:59', '12:00'],
      ['09:00', '10:01'],
      ['10:20', '10:40'],
      ['09:00', '12:00'],
      ['10:00', '11:00'],
    ] as const) {
      await expectRefused(() => onPaper(other, from, until), 'CONFLICT', { current: current(id) })
    }
  })

  it('may touch: one begins when the other ends', async () => {
    await onPaper(one, '10:00', '11:00')
    await onPaper(other, '11:00', '12:00')
    await onPaper(other, '09:00', '10:00')
    await expectFiguresTrue(union.unionId)
  })

  it('may overlap where they name different members, and not where one names nobody or both the same', async () => {
    const { id } = await onPaper(one, '10:00', '11:00', named(first))
    const refused = (input: object) =>
      expectRefused(() => onPaper(other, '10:30', '11:30', input), 'CONFLICT', { current: current(id) })
    await refused({})
    await refused(named())
    await refused(named(first, second))
    await onPaper(other, '10:30', '11:30', named(second))
  })

  it('may overlap where one was voided, and where they are of two squads', async () => {
    const { id } = await onPaper(one, '10:00', '11:00')
    await at('20:00', () => recordVisit(union.squads[0], other, clock('10:30')))
    await voidVisit(union.command, id)
    await onPaper(other, '10:30', '11:30')
  })

  it('say at which enterprise the squad was, and when', async () => {
    await onPaper(one, '10:00', '11:00')
    const { name } = await db.enterprise.findUniqueOrThrow({ where: { id: one } })
    const sentence = await sentenceOf(() => onPaper(other, '10:30', '11:30'))
    expect(sentence.en).toContain(`at ${name} on 2026-03-02 from 10:00 to 11:00`)
    expect(sentence.zh).toContain(`2026-03-02 10:00 至 11:00 在${name}`)
  })
})

describe('an arrival', () => {
  it('is refused while the squad is elsewhere, and says where and what to do', async () => {
    const id = await arrived(one, '09:00')
    const next = await planned(other)
    await expectRefused(() => arrive(next, '10:00'), 'CONFLICT', { current: current(id) })
    const { name } = await db.enterprise.findUniqueOrThrow({ where: { id: one } })
    expect((await sentenceOf(() => arrive(next, '10:00'))).en).toBe(
      `The squad is still at ${name}, since 09:00 on 2026-03-02. Finish that visit first, or name different members on the two visits.`,
    )
    await finish(id, '10:00')
    await arrive(next, '10:00')
  })

  it('is not refused where both visits name different members', async () => {
    const id = await arrived(one, '09:00', named(first))
    const next = await planned(other)
    await expectRefused(() => arrive(next, '10:00'), 'CONFLICT', { current: current(id) })
    await expectRefused(() => arrive(next, '10:00', named(first, second)), 'CONFLICT', { current: current(id) })
    await arrive(next, '10:00', named(second))
    await expectFiguresTrue(union.unionId)
  })

  it('of a phone without a signal is refused within a visit that is known meanwhile, and not before or after it', async () => {
    const { id } = await onPaper(one, '10:00', '11:00')
    const late = await planned(other)
    await expectRefused(() => arrive(late, '10:00', {}, '20:30'), 'CONFLICT', { current: current(id) })
    await expectRefused(() => arrive(late, '10:54', {}, '20:30'), 'CONFLICT', { current: current(id) })
    await arrive(late, '09:00', {}, '20:30')
    await at('20:31', () =>
      finishVisit(squad, late, { outcome: 'CLOSED_SHOP', happenedAt: clock('10:00').toISOString() }),
    )
    const after = await planned(union.enterprises[2]!)
    await arrive(after, '11:00', {}, '20:32')
    await expectFiguresTrue(union.unionId)
  })

  it('up to five minutes before the end of the last visit counts as that end, since clocks differ', async () => {
    await onPaper(one, '10:00', '11:00')
    const late = await planned(other)
    await arrive(late, '10:55', {}, '20:30')
    expect(await db.visit.findUniqueOrThrow({ where: { id: late } })).toMatchObject({ arrivedAt: clock('11:00') })
  })

  it('and the visits after it are sent in their order by a phone that had no signal the whole day', async () => {
    const ids = [await planned(one), await planned(other), await planned(union.enterprises[2]!)]
    for (const [index, id] of ids.entries()) {
      const time = (minute: string) => clock(`${10 + index}:${minute}`).toISOString()
      await at('20:00', () => arriveVisit(squad, id, { happenedAt: time('00') }))
      await at('20:00', () => finishVisit(squad, id, { outcome: 'CLOSED_SHOP', happenedAt: time('40') }))
    }
    await expectFiguresTrue(union.unionId)
  })

  it('that was refused goes through as it is once the visit before has ended', async () => {
    const id = await arrived(one, '09:00')
    const next = await planned(other)
    const again = { clientId: randomUUID() }
    await expectRefused(() => arrive(next, '10:00', again, '10:30'), 'CONFLICT', { current: current(id) })
    await at('10:31', () =>
      finishVisit(squad, id, { outcome: 'CLOSED_SHOP', happenedAt: clock('09:50').toISOString() }),
    )
    await arrive(next, '10:00', again, '10:32')
  })
})

describe('a visit on paper beside a live one', () => {
  it('is refused where it ends after the squad has arrived, and not where it ended by then', async () => {
    const id = await arrived(one, '14:00')
    await expectRefused(() => onPaper(other, '13:00', '14:01'), 'CONFLICT', { current: current(id) })
    await expectRefused(() => onPaper(other, '15:00', '16:00'), 'CONFLICT', { current: current(id) })
    await onPaper(other, '13:00', '14:00')
  })
})

describe('the end of a visit', () => {
  it('is refused where it would reach over a visit that is known meanwhile, until other members are named', async () => {
    const { id: paper } = await onPaper(one, '10:00', '11:00', named(first))
    const late = await planned(other)
    await arrive(late, '09:00', {}, '20:30')
    await expectRefused(() => finish(late, '20:31'), 'CONFLICT', { current: current(paper) })
    await setMembers(late, second)
    await finish(late, '20:31')
    await expectFiguresTrue(union.unionId)
  })

  it('leaves the squad at the door at which others of it still are', async () => {
    const here = await arrived(one, '09:00', named(first))
    const there = await arrived(other, '10:00', named(second))
    expect(await squadTally(squad.squadId)).toMatchObject({ visitId: there })
    await at('10:10', () => completeStep(squad, here, 'LOOK'))
    expect(await squadTally(squad.squadId)).toMatchObject({ visitId: there })
    await expectFiguresTrue(union.unionId)
    await finish(there, '10:30')
    expect(await squadTally(squad.squadId)).toMatchObject({ visitId: here, enterpriseId: one, step: 'LOOK' })
    await expectFiguresTrue(union.unionId)
    const again = await planned(union.enterprises[2]!)
    await arrive(again, '11:00', named(second))
    await voidVisit(union.command, here)
    expect(await squadTally(squad.squadId)).toMatchObject({ visitId: again })
    await voidVisit(union.command, again)
    expect(await squadTally(squad.squadId)).not.toHaveProperty('visitId')
    await expectFiguresTrue(union.unionId)
  })
})

describe('other members on a visit', () => {
  it('are refused where they would put a member at two doors, or the squad at two without names', async () => {
    const { id } = await onPaper(one, '10:00', '11:00', named(first))
    const { id: beside } = await onPaper(other, '10:30', '11:30', named(second))
    await expectRefused(() => setMembers(beside, first), 'CONFLICT', { current: current(id) })
    await expectRefused(() => setMembers(beside), 'CONFLICT', { current: current(id) })
    await voidVisit(union.command, id)
    await setMembers(beside, first)
  })
})
