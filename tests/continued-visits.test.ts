import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { readBoard } from '#tests/setup/board.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import {
  arriveVisit,
  completeStep,
  finishVisit,
  mutate,
  notesOf,
  planVisit,
  recordChecklist,
  recordVisit,
  voidVisit,
} from '#tests/setup/mutations.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { wholeChecklist } from '#tests/setup/whole-end.ts'

let union: SmallUnion
let squad: Actor
let enterprise: string

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  squad = union.squads[0]
  enterprise = union.enterprises[0]
})
afterAll(() => closeDb())

/** A visit that was broken off after LISTEN and a part of the checklist, and the one that continues it and counts. */
async function twoVisits() {
  const { id: first } = await planVisit(squad, enterprise)
  await arriveVisit(squad, first)
  for (const step of ['LOOK', 'LISTEN', 'ASK'] as const) {
    await completeStep(squad, first, step, { notes: step === 'LISTEN' ? notesOf.LISTEN : [] })
  }
  await recordChecklist(squad, first, { checks: wholeChecklist.slice(0, 3) })
  await finishVisit(squad, first, { nothingRaised: null, checks: null, outcome: 'CLOSED_SHOP' })
  const { id: second } = await planVisit(squad, enterprise, { continuesId: first })
  await arriveVisit(squad, second)
  const nothingRaised = { spokenTo: '店长' }
  await finishVisit(squad, second, { nothingRaised, checks: wholeChecklist.slice(3), followUp: '会商' })
  expect(await stored(second)).toEqual({ missing: [], counts: true })
  return { first, second }
}

const stored = (id: string) => db.visit.findUnique({ where: { id }, select: { missing: true, counts: true } })
const visited = async () => (await readBoard(union.command)).campaign.visited

describe('a visit that continues one to which something is added', () => {
  const supplement = (visitId: string, input: object) =>
    mutate(squad, 'supplementVisit', { visitId: globalId('Visit', visitId), ...input })
  const nothingRaised = { spokenTo: '店长' }

  /** A visit that was broken off, and two that continue it one after the other; all of them lack a part of the checklist. */
  async function threeVisits() {
    const ids: string[] = []
    for (const [continuesId, outcome, checks] of [
      [null, 'CLOSED_SHOP', wholeChecklist.slice(0, 1)],
      [0, 'DONE', wholeChecklist.slice(1, 3)],
      [1, 'DONE', []],
    ] as const) {
      const { id } = await planVisit(squad, enterprise, continuesId === null ? {} : { continuesId: ids[continuesId]! })
      await arriveVisit(squad, id)
      if (continuesId === null) {
        for (const step of ['LOOK', 'LISTEN', 'ASK'] as const) await completeStep(squad, id, step, { notes: [] })
      }
      await finishVisit(squad, id, { nothingRaised: outcome === 'DONE' ? nothingRaised : null, checks, outcome })
      ids.push(id)
    }
    return ids as [string, string, string]
  }

  it('lacks less as well, and the one that ended first counts', async () => {
    const [first, second, third] = await threeVisits()
    const lacks = { missing: ['CHECKLIST'], counts: false }
    expect([await stored(second), await stored(third)]).toEqual([lacks, lacks])
    await supplement(first, { checks: wholeChecklist.slice(3, 4) })
    expect([await stored(second), await stored(third)]).toEqual([lacks, lacks])
    await supplement(first, { checks: wholeChecklist.slice(4) })
    expect(await stored(second)).toEqual({ missing: [], counts: true })
    expect(await stored(third)).toEqual({ missing: [], counts: false })
    expect(await visited()).toBe(1)
    await expectFiguresTrue(union.unionId)
  })

  it('leaves the count to the one that is added to, and to one that counts already', async () => {
    const [, second, third] = await threeVisits()
    await supplement(second, { checks: [wholeChecklist[0]!, ...wholeChecklist.slice(3)] })
    expect(await stored(second)).toEqual({ missing: [], counts: true })
    expect(await stored(third)).toEqual({ missing: [], counts: false })
    expect(await visited()).toBe(1)
    await expectFiguresTrue(union.unionId)
  })
})

describe('a visit that continues one that is voided', () => {
  it('lacks what that one alone had, and counts again once it is added', async () => {
    const { first, second } = await twoVisits()
    await voidVisit(union.command, first)
    expect(await stored(second)).toEqual({ missing: ['LISTEN', 'CHECKLIST'], counts: false })
    expect(await visited()).toBe(0)
    await expectFiguresTrue(union.unionId)
    await mutate(squad, 'supplementVisit', {
      visitId: globalId('Visit', second),
      steps: [{ step: 'LISTEN', notes: notesOf.LISTEN }],
      checks: wholeChecklist.slice(0, 3),
    })
    expect(await stored(second)).toEqual({ missing: [], counts: true })
    expect(await visited()).toBe(1)
    await expectFiguresTrue(union.unionId)
  })

  it('leaves its place to another visit that counts', async () => {
    const { first, second } = await twoVisits()
    const { id } = await recordVisit(squad, enterprise, new Date(Date.now() - 3_600_000))
    expect(await stored(id)).toEqual({ missing: [], counts: false })
    await voidVisit(union.command, first)
    expect(await stored(second)).toMatchObject({ counts: false })
    expect(await stored(id)).toMatchObject({ counts: true })
    expect(await visited()).toBe(1)
    await expectFiguresTrue(union.unionId)
  })

  it('keeps counting where it ended before anything was asked of it', async () => {
    const { first, second } = await twoVisits()
    // as the migration leaves a visit without a whole checklist
    await db.visitCheck.deleteMany({ where: { visitId: second } })
    await voidVisit(union.command, first)
    expect(await stored(second)).toEqual({ missing: [], counts: true })
    await expectFiguresTrue(union.unionId)
  })
})
