import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tallyDifferences } from '#server/board/verify-tallies.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { anAccount, anActor, anEnterprise, aSquad, aUnion } from '#tests/setup/factories.ts'
import {
  aDoneVisit,
  anArrivedVisit,
  arriveVisit,
  completeStep,
  finishVisit,
  mutate,
  openIssue,
  planVisit,
  recordChecklist,
} from '#tests/setup/mutations.ts'

let app: TestApp
let unionId: string
let command: Actor
let squad: Actor
let enterpriseId: string

beforeAll(async () => {
  app = await startTestApp()
  unionId = (await aUnion()).id
  command = await anActor((await anAccount(unionId)).id)
})
beforeEach(async () => {
  const squadId = await aSquad(unionId)
  squad = await anActor((await anAccount(unionId, { role: 'SQUAD', squadId })).id)
  enterpriseId = await anEnterprise(command)
})
afterAll(() => app.close())

const visitOf = (id: string) => db.visit.findUniqueOrThrow({ where: { id }, include: { undos: true, members: true } })
const undo = (actor: Actor, mutation: 'undoArrival' | 'undoFinish', id: string, input: object = {}) =>
  mutate(actor, mutation, { visitId: globalId('Visit', id), ...input })
const progress = async () => (await db.enterprise.findUniqueOrThrow({ where: { id: enterpriseId } })).progress
const expectFiguresTrue = async () => expect(await tallyDifferences(unionId)).toEqual([])

describe('an arrival that is taken back', () => {
  it('makes the stop planned again, and what it said is kept', async () => {
    const { id } = await planVisit(squad, enterpriseId)
    await arriveVisit(squad, id)
    const { arrivedAt } = await visitOf(id)
    await undo(squad, 'undoArrival', id)
    const visit = await visitOf(id)
    expect(visit).toMatchObject({ state: 'PLANNED', arrivedAt: null, members: [] })
    expect(visit.undos).toMatchObject([{ arrivedAt, finishedAt: null, reason: null }])
    expect(await progress()).toBe('PLANNED')
    await expectFiguresTrue()
    await arriveVisit(squad, id)
    await expectFiguresTrue()
  })

  it('keeps LOOK, which needs no arrival', async () => {
    const { id } = await planVisit(squad, enterpriseId)
    await completeStep(squad, id, 'LOOK')
    await arriveVisit(squad, id)
    await undo(squad, 'undoArrival', id)
    expect(await visitOf(id)).toMatchObject({ state: 'PLANNED', steps: ['LOOK'] })
    await expectFiguresTrue()
  })

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['a step', (id) => completeStep(squad, id, 'LISTEN')],
    ['an answer of the checklist', (id) => recordChecklist(squad, id)],
    ['an issue', (id) => openIssue(command, enterpriseId, { source: 'VISIT', visitId: globalId('Visit', id) })],
  ])('is refused once there is %s', async (_, record) => {
    const id = await anArrivedVisit(squad, enterpriseId)
    await record(id)
    await expect(undo(squad, 'undoArrival', id)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect((await visitOf(id)).state).toBe('ARRIVED')
  })
})

describe('an end that is taken back', () => {
  it('puts the squad at the door again, counts no more, and keeps what was said', async () => {
    const id = await aDoneVisit(squad, enterpriseId)
    const before = await visitOf(id)
    expect(before.counts).toBe(true)
    await undo(squad, 'undoFinish', id)
    const visit = await visitOf(id)
    expect(visit).toMatchObject({ state: 'ARRIVED', finishedAt: null, outcome: null, counts: false, followUp: null })
    expect(visit.steps).toEqual(before.steps)
    const { finishedAt, outcome, followUp } = before
    expect(visit.undos).toMatchObject([{ finishedAt, outcome, followUp }])
    expect(await progress()).toBe('UNDER_WAY')
    await expectFiguresTrue()
    await finishVisit(squad, id)
    expect((await visitOf(id)).counts).toBe(true)
    expect(await progress()).toBe('DONE')
    await expectFiguresTrue()
  })

  it('lets another DONE visit of the enterprise count in its place', async () => {
    const first = await aDoneVisit(squad, enterpriseId)
    const squadId = await aSquad(unionId)
    const other = await anActor((await anAccount(unionId, { role: 'SQUAD', squadId })).id)
    const second = await aDoneVisit(other, enterpriseId)
    expect([(await visitOf(first)).counts, (await visitOf(second)).counts]).toEqual([true, false])
    await undo(squad, 'undoFinish', first)
    expect([(await visitOf(first)).counts, (await visitOf(second)).counts]).toEqual([false, true])
    expect(await progress()).toBe('DONE')
    await expectFiguresTrue()
  })

  it('is refused where another visit continues it, or the enterprise is planned again for the day', async () => {
    for (const given of [{ continuesId: 'own' }, {}]) {
      const id = await aDoneVisit(squad, await anEnterprise(command))
      const { enterpriseId: place } = await visitOf(id)
      const { id: later } = await planVisit(squad, place, given.continuesId ? { continuesId: id } : {})
      await expect(undo(squad, 'undoFinish', id)).rejects.toMatchObject({ code: 'CONFLICT' })
      await mutate(command, 'skipVisit', { visitId: globalId('Visit', later), reason: '不去了' })
      await undo(squad, 'undoFinish', id)
      await mutate(command, 'voidVisit', { visitId: globalId('Visit', id), reason: '测试结束' })
    }
    await expectFiguresTrue()
  })

  it('is refused while the squad is at another door', async () => {
    const id = await aDoneVisit(squad, enterpriseId)
    await anArrivedVisit(squad, await anEnterprise(command))
    await expect(undo(squad, 'undoFinish', id)).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})

describe('who takes it back', () => {
  it('is the squad within a minute, by its own clock', async () => {
    const id = await anArrivedVisit(squad, enterpriseId)
    await db.visit.update({ where: { id }, data: { arrivedAt: new Date(Date.now() - 2 * 60_000) } })
    await expect(undo(squad, 'undoArrival', id)).rejects.toMatchObject({ code: 'CONFLICT' })
    await undo(command, 'undoArrival', id, { reason: '误点到达' })
    expect((await visitOf(id)).undos).toMatchObject([{ reason: '误点到达' }])
  })

  it('is the command centre later, with a reason', async () => {
    const id = await aDoneVisit(squad, enterpriseId)
    for (const reason of [undefined, '', '  ']) {
      await expect(undo(command, 'undoFinish', id, { reason })).rejects.toMatchObject({ code: 'INVALID' })
    }
    await undo(command, 'undoFinish', id, { reason: '还在店里' })
    const token = await app.signInAs(
      (await db.account.findUniqueOrThrow({ where: { id: command.accountId } })).username,
    )
    const asked = '{ undos { reason finishedAt outcome } history(first: 1) { edges { node { kind } } } }'
    const { data } = await app.gql<{ visit: object }>(token, `query ($id: ID!) { visit(id: $id) ${asked} }`, {
      id: globalId('Visit', id),
    })
    expect(data!.visit).toMatchObject({
      undos: [{ reason: '还在店里', outcome: 'DONE' }],
      history: { edges: [{ node: { kind: 'VISIT_FINISH_UNDONE' } }] },
    })
  })
})
