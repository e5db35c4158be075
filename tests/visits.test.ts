import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mayKnow } from '#server/log/catalogue.ts'
import { arriveVisit } from '#server/modules/visits/arrive.ts'
import { planVisit } from '#server/modules/visits/plan.ts'
import { recordChecklist } from '#server/modules/visits/record-checklist.ts'
import { skipVisit } from '#server/modules/visits/skip.ts'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { eventOf, expectOneWinner, expectRefused, squadTally, unionTally } from '#tests/setup/outcomes.ts'
import { aSmallUnion, ask, type Listed, type SmallUnion } from '#tests/setup/small-union.ts'
import { arrived, plan, planned, step } from '#tests/setup/visiting.ts'

let union: SmallUnion
let squad: Actor
const today = localDate(new Date())

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  squad = union.squads[0]
})
afterAll(() => closeDb())

const of = <I extends object>(visitId: string, input: I = {} as I) => ({ clientId: randomUUID(), visitId, ...input })
const current = (id: string) => globalId('Visit', id)
const visitRow = (id: string) => db.visit.findUniqueOrThrow({ where: { id } })
const progress = async (enterpriseId: string) =>
  (await db.enterprise.findUniqueOrThrow({ where: { id: enterpriseId } })).progress

describe('planVisit', () => {
  it('puts a stop last on the day’s list, with its event and tallies', async () => {
    await plan(squad, union.enterprises[1])
    const receipt = await plan(squad, union.enterprises[0])
    expect(await visitRow(receipt.subjectId!)).toMatchObject({ state: 'PLANNED', stop: 2 })
    expect(await eventOf(union.unionId, receipt)).toMatchObject({
      name: 'visit.planned',
      squadId: squad.squadId,
      enterpriseId: union.enterprises[0],
      unionTally: { planned: 2, days: { [today]: { planned: 2 } } },
      squadTally: { days: { [today]: { planned: 2 } } },
    })
    expect(await progress(union.enterprises[0])).toBe('PLANNED')
  })

  it('refuses the wrong person, another squad’s list and another union', async () => {
    for (const actor of [union.wall, union.tax, union.owner, union.integrator('VISITS')]) {
      await expectRefused(() => plan({ ...actor, squadId: squad.squadId }, union.enterprises[0]), 'FORBIDDEN')
    }
    const others = { squadId: union.squads[1].squadId!, enterpriseId: union.enterprises[0], plannedOn: today }
    await expectRefused(() => planVisit(squad, { clientId: randomUUID(), ...others }), 'FORBIDDEN')
    const elsewhere = await aSmallUnion()
    await expectRefused(() => plan(squad, elsewhere.enterprises[0]), 'NOT_FOUND', { field: 'enterpriseId' })
  })

  it('is CONFLICT where the enterprise is on a list that day already, also for two at once', async () => {
    const id = await planned(squad, union.enterprises[0])
    await expectRefused(() => plan(union.squads[1], union.enterprises[0]), 'CONFLICT', { current: current(id) })
    const both = union.squads.map((actor) => plan(actor, union.enterprises[1]))
    const results = await Promise.allSettled(both)
    expect(results.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'CONFLICT' } }])
  })

  it('is for today and the days to come', async () => {
    const past = { squadId: squad.squadId!, enterpriseId: union.enterprises[0], plannedOn: '2020-02-20' }
    const refused = () => planVisit(squad, { clientId: randomUUID(), ...past })
    await expectRefused(refused, 'INVALID', { field: 'plannedOn' })
  })

  it('answers the same clientId with the first answer', async () => {
    const input = { clientId: randomUUID(), squadId: squad.squadId!, enterpriseId: union.enterprises[0] }
    const first = await planVisit(squad, { ...input, plannedOn: today })
    expect(await planVisit(squad, { ...input, plannedOn: today })).toEqual(first)
    expect(await unionTally(union.unionId)).toMatchObject({ planned: 1 })
  })
})

describe('arriveVisit', () => {
  it('says where the squad is', async () => {
    const id = await planned(squad, union.enterprises[0])
    const receipt = await arriveVisit(squad, of(id))
    const { arrivedAt } = await visitRow(id)
    const here = { visitId: id, enterpriseId: union.enterprises[0], since: arrivedAt!.toISOString() }
    expect(await eventOf(union.unionId, receipt)).toMatchObject({
      name: 'visit.arrived',
      unionTally: { underWay: 1, onSite: 1 },
      squadTally: here,
    })
    expect(await unionTally(union.unionId)).not.toHaveProperty('planned')
  })

  it('refuses another squad, a second door, a second arrival', async () => {
    const id = await planned(squad, union.enterprises[0])
    const next = await planned(squad, union.enterprises[1])
    await expectRefused(() => arriveVisit(union.squads[1], of(id)), 'NOT_FOUND', { field: 'visitId' })
    await expectRefused(() => arriveVisit(union.owner, of(id)), 'FORBIDDEN')
    await arriveVisit(squad, of(id))
    await expectRefused(() => arriveVisit(squad, of(next)), 'CONFLICT', { current: current(id) })
    await expectRefused(() => arriveVisit(squad, of(id)), 'CONFLICT', { current: current(id) })
  })

  it('is not days before the stop was planned, nor over sixty days back', async () => {
    const days = (n: number) => new Date(Date.now() - n * 24 * 3_600_000)
    const id = await planned(squad, union.enterprises[0])
    const arrive = (happenedAt: Date) => arriveVisit(squad, of(id, { happenedAt }))
    await expectRefused(() => arrive(days(3)), 'INVALID', { field: 'happenedAt' })
    await db.visit.update({ where: { id }, data: { createdAt: days(90) } })
    await expectRefused(() => arrive(days(61)), 'INVALID', { field: 'happenedAt' })
    await arrive(days(3))
  })

  it('is won by one of two', async () => {
    const id = await planned(squad, union.enterprises[0])
    const arrive = (actor: Actor) => () => arriveVisit(actor, of(id))
    await expectOneWinner(current(id), arrive(squad), arrive(union.command))
    expect(await unionTally(union.unionId)).toMatchObject({ onSite: 1, underWay: 1 })
  })
})

describe('skipVisit', () => {
  it('leaves a planned stop out, for those whose it is', async () => {
    const id = await planned(squad, union.enterprises[0])
    const skip = (actor: Actor) => () => skipVisit(actor, of(id, { reason: '封闭管理' }))
    await expectRefused(skip(union.wall), 'FORBIDDEN')
    await expectRefused(skip(union.squads[1]), 'NOT_FOUND')
    await expectOneWinner(current(id), skip(squad), skip(union.command))
    expect(await unionTally(union.unionId)).not.toHaveProperty('planned')
    expect(await squadTally(squad.squadId)).toEqual({})
    await expectRefused(() => arriveVisit(squad, of(id)), 'CONFLICT', { current: current(id) })
  })
})

describe('who sees a visit', () => {
  it('is the same in the list, the count and the feed', async () => {
    const receipt = await plan(squad, union.enterprises[0])
    const event = await eventOf(union.unionId, receipt)
    const { command, wall, owner, neighbour, tax, squads, integrator } = union
    const seen = async (actor: Actor) => {
      const { visits } = await ask<{ visits: Listed<{ id: string }> }>(
        actor,
        '{ visits { totalCount edges { node { id } } } }',
      )
      expect(visits.edges).toHaveLength(visits.totalCount)
      expect(mayKnow(actor, event)).toBe(visits.totalCount === 1)
      return visits.totalCount
    }
    for (const actor of [command, wall, owner, squads[0], integrator('VISITS')]) expect(await seen(actor)).toBe(1)
    for (const actor of [neighbour, tax, squads[1], integrator('ISSUES')]) expect(await seen(actor)).toBe(0)
  })

  it('tells a wall no free text, and an enterprise not who spoke', async () => {
    const visitId = await arrived(squad, union.enterprises[0])
    for (const each of ['LISTEN', 'ASK'] as const) await step(squad, visitId, each)
    const checks = [{ item: 'DISINFECTION' as const, answer: 'NO' as const, note: '王某负责' }]
    await recordChecklist(squad, { clientId: randomUUID(), visitId, checks })
    await db.visit.update({ where: { id: visitId }, data: { followUp: '找王某', skipReason: '王某不在' } })
    const read = async (actor: Actor) => {
      const fields =
        'steps followUp skipReason notes { text saidBy secondSource confirmed } checks { note } completedSteps { step }'
      return (await ask<{ visits: Listed<{ notes: object[] }> }>(actor, `{ visits { edges { node { ${fields} } } } }`))
        .visits.edges[0]!.node
    }
    const whole = await read(union.command)
    expect(whole).toMatchObject({
      followUp: '找王某',
      checks: [{ note: '王某负责' }],
      notes: [{ saidBy: '店长' }, { secondSource: '社区', confirmed: true }],
    })
    expect(await read(union.integrator('VISITS'))).toEqual(whole)
    expect(await read(union.owner)).toEqual({ ...whole, followUp: null, skipReason: null, notes: [] })
    const nothing = { followUp: null, skipReason: null, notes: [], checks: [], completedSteps: [] }
    expect(await read(union.wall)).toEqual({ ...whole, ...nothing })
  })
})
