import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectConflict, expectDone, expectFiguresTrue, meet } from '#tests/setup/meeting.ts'
import {
  anArrivedVisit,
  completeStep,
  finishVisit,
  planVisit,
  recordChecklist,
  voidVisit,
} from '#tests/setup/mutations.ts'
import { aWarmUnion, type WarmUnion } from '#tests/setup/warm-union.ts'

// Two deeds on one visit, or on one squad's day, held so that the second one begins before the first has committed: see
// meet(). Both are done where both may be done, and whoever is refused is told what is true.

let union: WarmUnion
beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aWarmUnion(20)
})
afterAll(() => closeDb())

const together = <A, B>(first: () => Promise<A>, second: () => Promise<B>) => meet(union.unionId, first, second)
const visitRow = (id: string) => db.visit.findUniqueOrThrow({ where: { id }, include: { notes: true, checks: true } })
const current = (id: string) => globalId('Visit', id)

/** A visit at whose door a squad of its own stands, with these steps done. */
async function onSite(...steps: Parameters<typeof completeStep>[2][]): Promise<{ squad: Actor; id: string }> {
  const squad = await union.aFreeSquad()
  return { squad, id: await anArrivedVisit(squad, union.unusedEnterprise(), ...steps) }
}

const messageOf = (result: PromiseSettledResult<unknown>) =>
  result.status === 'rejected' ? (result.reason as Error).message : 'done'

describe('a step', () => {
  it('and another step of the visit are both done, with the notes of both', async () => {
    const { squad, id } = await onSite('LOOK')
    const [first, second] = await together(
      () => completeStep(squad, id, 'LISTEN'),
      () => completeStep(union.command, id, 'ASK'),
    )
    expectDone(first)
    expectDone(second)
    const { steps, notes } = await visitRow(id)
    expect(steps).toEqual(['LOOK', 'LISTEN', 'ASK'])
    expect(notes.map(({ step }) => step).sort()).toEqual(['ASK', 'LISTEN'])
    await expectFiguresTrue(union.unionId)
  })

  it('and the same step again: the second is told that it is done', async () => {
    const { squad, id } = await onSite('LOOK')
    const [first, second] = await together(
      () => completeStep(squad, id, 'LISTEN'),
      () => completeStep(union.command, id, 'LISTEN'),
    )
    expectDone(first)
    expectConflict(second, current(id))
    expect(messageOf(second)).toBe('This step is done already.')
    expect((await visitRow(id)).notes).toHaveLength(1)
  })

  it('after the end of the visit is told of the end', async () => {
    const { squad, id } = await onSite('LOOK', 'LISTEN', 'ASK')
    const [ended, late] = await together(
      () => finishVisit(squad, id, { followUp: '三日内会商' }),
      () => completeStep(union.command, id, 'TREAT'),
    )
    expectDone(ended)
    expectConflict(late, current(id))
    expect(messageOf(late)).toBe('This visit is finished already.')
    await expectFiguresTrue(union.unionId)
  })

  it('before the end of the visit is part of what the end is judged by', async () => {
    const { squad, id } = await onSite('LOOK', 'LISTEN')
    const [done, ended] = await together(
      () => completeStep(squad, id, 'ASK'),
      () => finishVisit(union.command, id, { followUp: '三日内会商' }),
    )
    expectDone(done)
    expectDone(ended)
    expect(await visitRow(id)).toMatchObject({ state: 'FINISHED', outcome: 'DONE', counts: true })
    await expectFiguresTrue(union.unionId)
  })
})

describe('a checklist', () => {
  it('after the end of the visit, or after its void, is refused and leaves nothing', async () => {
    const ended = await onSite('LOOK', 'LISTEN', 'ASK')
    const voided = await onSite()
    const late = { checks: [{ item: 'DISINFECTION', answer: 'NO' }] }
    for (const [{ squad, id }, end] of [
      [ended, () => finishVisit(ended.squad, ended.id, { followUp: '三日内会商' })],
      [voided, () => voidVisit(union.command, voided.id)],
    ] as const) {
      const [first, second] = await together<unknown, unknown>(end, () => recordChecklist(squad, id, late))
      expectDone(first)
      expectConflict(second, current(id))
      expect((await visitRow(id)).checks.filter(({ answer }) => answer === 'NO')).toEqual([])
    }
  })
})

describe('a plan', () => {
  it('and two more of the squad on that day get three stops', async () => {
    const squad = await union.aFreeSquad()
    const plan = () => planVisit(squad, union.unusedEnterprise())
    const [first, second] = await together(plan, () => Promise.all([plan(), plan()]))
    expectDone(first)
    expectDone(second)
    const stops = await db.visit.findMany({ where: { squadId: squad.squadId! }, select: { stop: true } })
    expect(stops.map(({ stop }) => stop).sort()).toEqual([1, 2, 3])
    await expectFiguresTrue(union.unionId)
  })
})
