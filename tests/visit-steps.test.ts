import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tallyDifferences } from '#server/board/verify-tallies.ts'
import { arriveVisit } from '#server/modules/visits/arrive.ts'
import { completeStep } from '#server/modules/visits/complete-step.ts'
import { planVisit } from '#server/modules/visits/plan.ts'
import { recordChecklist } from '#server/modules/visits/record-checklist.ts'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { eventOf, expectOneWinner, expectRefused, squadTally, unionTally } from '#tests/setup/outcomes.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { arrived, finish, planned, step, visited } from '#tests/setup/visiting.ts'

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

describe('completeStep', () => {
  it('keeps what the step holds and shows it on the squad', async () => {
    const id = await arrived(squad, union.enterprises[0])
    const receipt = await step(squad, id, 'LISTEN')
    expect(await eventOf(union.unionId, receipt)).toMatchObject({
      name: 'visit.step_completed',
      facts: { step: 'LISTEN' },
      squadTally: { visitId: id, step: 'LISTEN', steps: ['LISTEN'] },
    })
    expect(await db.visitNote.count({ where: { visitId: id, step: 'LISTEN' } })).toBe(1)
  })

  it('reads the brief before the door, and nothing else there', async () => {
    const id = await planned(squad, union.enterprises[0])
    await step(squad, id, 'LOOK')
    expect(await progress(union.enterprises[0])).toBe('UNDER_WAY')
    await expectRefused(() => step(squad, id, 'LISTEN'), 'CONFLICT', { current: current(id) })
  })

  it('shows of two visits at once at one enterprise the one that is further', async () => {
    const [further, behind] = union.squads
    const enterpriseId = union.enterprises[0]
    const cell = async () => {
      const { progress, progressStep } = await db.enterprise.findUniqueOrThrow({ where: { id: enterpriseId } })
      return [progress, progressStep]
    }
    const tomorrow = localDate(new Date(Date.now() + 86_400_000))
    const first = await arrived(further, enterpriseId)
    const stop = { squadId: behind.squadId!, enterpriseId, plannedOn: tomorrow }
    const second = (await planVisit(behind, { clientId: randomUUID(), ...stop })).subjectId!
    await arriveVisit(behind, of(second))
    for (const each of ['LOOK', 'LISTEN'] as const) await step(further, first, each)
    expect(await cell()).toEqual(['UNDER_WAY', 'LISTEN'])
    await step(behind, second, 'LOOK')
    expect(await cell()).toEqual(['UNDER_WAY', 'LISTEN'])
    for (const each of ['LISTEN', 'ASK'] as const) await step(behind, second, each)
    expect(await cell()).toEqual(['UNDER_WAY', 'ASK'])
  })

  it('refuses TREAT without anything heard or asked', async () => {
    const id = await arrived(squad, union.enterprises[0])
    for (const each of ['LOOK', 'LISTEN', 'ASK'] as const) await completeStep(squad, of(id, { step: each, notes: [] }))
    await expectRefused(() => step(squad, id, 'TREAT'), 'INVALID', { field: 'step' })
  })

  it('wants to know who said it, who does it and until when', async () => {
    const id = await arrived(squad, union.enterprises[0])
    const notes = [{ text: '缺口罩' }]
    const listen = () => completeStep(squad, of(id, { step: 'LISTEN' as const, notes }))
    await expectRefused(listen, 'INVALID', { field: 'notes.0.saidBy' })
    await step(squad, id, 'ASK')
    const treat = () => completeStep(squad, of(id, { step: 'TREAT' as const, notes }))
    await expectRefused(treat, 'INVALID', { field: 'notes.0.responsible' })
  })

  it('is done once, by one of two, by those whose visit it is', async () => {
    const id = await arrived(squad, union.enterprises[0])
    await expectRefused(() => step(union.wall, id, 'ASK'), 'FORBIDDEN')
    await expectRefused(() => step(union.squads[1], id, 'ASK'), 'NOT_FOUND')
    const ask = (actor: Actor) => () => step(actor, id, 'ASK')
    await expectOneWinner(current(id), ask(squad), ask(union.command))
    await expectRefused(ask(squad), 'CONFLICT', { current: current(id) })
  })
})

it('a step that is completed while the squad arrives is on its line', async () => {
  const visitId = await planned(squad, union.enterprises[0])
  const racing: Promise<unknown>[] = []
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Enterprise" WHERE id = ${union.enterprises[0]}::uuid FOR UPDATE`
    const held = () =>
      db.$queryRaw`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    const waiting = async (count: number) => expect.poll(async () => held()).toHaveLength(count)
    racing.push(step(squad, visitId, 'LOOK'))
    await waiting(1)
    racing.push(arriveVisit(squad, { clientId: randomUUID(), visitId }))
    await waiting(2)
  })
  await Promise.all(racing)
  expect(await tallyDifferences(union.unionId)).toEqual([])
  expect(await squadTally(squad.squadId!)).toMatchObject({ step: 'LOOK', steps: ['LOOK'] })
})

describe('when it happened', () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)

  it('is not before the arrival, but for the brief read before the door', async () => {
    const id = await arrived(squad, union.enterprises[0])
    const at = (each: 'LOOK' | 'ASK') => completeStep(squad, of(id, { step: each, happenedAt: ago(30) }))
    await expectRefused(() => at('ASK'), 'INVALID', { field: 'happenedAt' })
    await at('LOOK')
    const early = { outcome: 'REFUSED' as const, happenedAt: ago(30) }
    await expectRefused(() => finish(squad, id, early), 'INVALID', { field: 'happenedAt' })
    const old = () => completeStep(squad, of(id, { step: 'LOOK' as const, happenedAt: ago(61 * 24 * 60) }))
    await expectRefused(old, 'INVALID', { field: 'happenedAt' })
  })

  it('is the arrival itself where a phone’s clock is a little slow', async () => {
    const id = await arrived(squad, union.enterprises[0])
    const receipt = await finish(squad, id, { outcome: 'REFUSED', happenedAt: ago(3) })
    const { arrivedAt, finishedAt } = await visitRow(id)
    expect(finishedAt).toEqual(arrivedAt)
    expect(await eventOf(union.unionId, receipt)).toMatchObject({ happenedAt: arrivedAt })
  })
})

describe('recordChecklist', () => {
  it('keeps the answers on site, the later one standing', async () => {
    const id = await arrived(squad, union.enterprises[0])
    const check = (answer: 'YES' | 'NO' | 'FIX_BY') =>
      recordChecklist(squad, of(id, { checks: [{ item: 'DISINFECTION' as const, answer }] }))
    await check('NO')
    const receipt = await check('YES')
    expect(await eventOf(union.unionId, receipt)).toMatchObject({ name: 'visit.checklist_recorded' })
    expect(await db.visitCheck.findMany({ where: { visitId: id } })).toMatchObject([{ answer: 'YES' }])
    await expectRefused(() => check('FIX_BY'), 'INVALID', { field: 'checks.0.fixBy' })
    const checks = [{ item: 'DISINFECTION' as const, answer: 'YES' as const }]
    await expectRefused(() => recordChecklist(union.tax, of(id, { checks })), 'FORBIDDEN')
    const notThere = await planned(squad, union.enterprises[1])
    await expectRefused(() => recordChecklist(squad, of(notThere, { checks })), 'CONFLICT')
  })
})

describe('finishVisit', () => {
  it('counts an enterprise once, at its first DONE visit', async () => {
    const first = await visited(squad, union.enterprises[0])
    const again = await arrived(squad, union.enterprises[0])
    for (const each of ['LOOK', 'LISTEN', 'ASK', 'TREAT'] as const) await step(squad, again, each)
    const receipt = await finish(squad, again)
    expect(await eventOf(union.unionId, receipt)).toMatchObject({
      name: 'visit.finished',
      facts: { outcome: 'DONE', counts: false },
      unionTally: { visited: 1, days: { [today]: { visited: 1, finished: 2, planned: 2 } } },
    })
    expect(await visitRow(first)).toMatchObject({ counts: true })
    expect(await squadTally(squad.squadId)).toEqual({ days: { [today]: { planned: 2, finished: 2 } } })
    expect(await unionTally(union.unionId)).not.toHaveProperty('onSite')
  })

  it('counts outside the hundred by itself, and a closed shop not at all', async () => {
    await visited(squad, union.enterprises[2]!)
    const closed = await arrived(squad, union.enterprises[0])
    await finish(squad, closed, { outcome: 'CLOSED_SHOP' })
    expect(await unionTally(union.unionId)).toMatchObject({ visitedOutside: 1 })
    expect(await unionTally(union.unionId)).not.toHaveProperty('visited')
    expect(await progress(union.enterprises[0])).toBe('NOT_PLANNED')
  })

  it('refuses DONE before 望闻问, and with 切 to come unless it says how it goes on', async () => {
    const id = await arrived(squad, union.enterprises[0])
    await expectRefused(() => finish(squad, id), 'INVALID', { field: 'outcome' })
    for (const each of ['LOOK', 'LISTEN', 'ASK'] as const) await step(squad, id, each)
    await expectRefused(() => finish(squad, id), 'INVALID', { field: 'followUp' })
    await expectRefused(() => finish(union.owner, id), 'FORBIDDEN')
    const end = (actor: Actor) => () => finish(actor, id, { followUp: '三日内会商' })
    await expectOneWinner(current(id), end(squad), end(union.command))
    await expectRefused(end(squad), 'CONFLICT', { current: current(id) })
  })
})
