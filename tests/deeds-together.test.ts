import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId, rowId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { readBoard } from '#tests/setup/board.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectConflict, expectDone, expectFiguresTrue, type Met, meet } from '#tests/setup/meeting.ts'
import {
  anArrivedVisit,
  arriveVisit,
  closeIssue,
  finishVisit,
  mutate,
  openIssue,
  planVisit,
  swapCampaignEnterprise,
  updateEnterprise,
  voidVisit,
} from '#tests/setup/mutations.ts'
import { aCreditCode, rosterCsv } from '#tests/setup/rosters.ts'
import { aWarmUnion, type WarmUnion } from '#tests/setup/warm-union.ts'

// Two different deeds that touch the same rows, held so that the second one begins before the first has committed: see
// meet(). Where both may be done one after the other, both are.

let union: WarmUnion
let command: Actor
beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aWarmUnion(20)
  command = union.command
})
afterAll(() => closeDb())

const together = <A, B>(first: () => Promise<A>, second: () => Promise<B>): Promise<Met<A, B>> =>
  meet(union.unionId, first, second)

describe('an issue', () => {
  it('that is opened while another of its enterprise is closed: both are counted', async () => {
    const enterprise = union.unusedEnterprise()
    const open = () => openIssue(command, enterprise)
    const openIssues = async () => (await db.enterprise.findUniqueOrThrow({ where: { id: enterprise } })).openIssues
    const first = (await open()).id
    const results = await together(open, () => closeIssue(command, first))
    const second = expectDone(results[0]).id
    expectDone(results[1])
    expect(await openIssues()).toBe(1)
    const others = await together(() => closeIssue(command, second), open)
    others.map(expectDone)
    expect(await openIssues()).toBe(1)
    await expectFiguresTrue(union.unionId)
  })

  it('of a visit that is struck out meanwhile: none comes from a visit that was', async () => {
    const [squad, enterprise] = [await union.aFreeSquad(), union.unusedEnterprise()]
    const visit = await anArrivedVisit(squad, enterprise)
    const open = () => openIssue(command, enterprise, { source: 'VISIT', visitId: globalId('Visit', visit) })
    const [voided, late] = await together(() => voidVisit(command, visit), open)
    expectDone(voided)
    expectConflict(late, globalId('Visit', visit))
    expect(await db.issue.count({ where: { enterpriseId: enterprise } })).toBe(0)
    await expectFiguresTrue(union.unionId)
  })
})

describe('a place of the hundred that is swapped', () => {
  it('while the visit of who leaves or comes ends: the figures follow in either order', async () => {
    const { id: campaignId } = await db.campaign.findFirstOrThrow({ where: { unionId: union.unionId } })
    const swap = (enterpriseId: string) => () => swapCampaignEnterprise(command, campaignId, 1, enterpriseId)
    const [squad, other] = [await union.aFreeSquad(), await union.aFreeSquad()]
    const [one, two] = [union.unusedEnterprise(), union.unusedEnterprise()]
    await swap(one)()
    const before = (await readBoard(command)).campaign
    const steps = ['LOOK', 'LISTEN', 'ASK', 'TREAT'] as const
    const [first, second] = [await anArrivedVisit(squad, one, ...steps), await anArrivedVisit(other, two, ...steps)]
    const leaving = await together(swap(two), () => finishVisit(squad, first))
    leaving.map(expectDone)
    expect((await readBoard(command)).campaign).toMatchObject({
      visited: before.visited,
      visitedOutside: before.visitedOutside + 1,
      underWay: before.underWay + 1,
    })
    const coming = await together(() => finishVisit(other, second), swap(union.unusedEnterprise()))
    coming.map(expectDone)
    expect((await readBoard(command)).campaign).toMatchObject({
      visited: before.visited,
      visitedOutside: before.visitedOutside + 2,
      underWay: before.underWay,
    })
    await expectFiguresTrue(union.unionId)
  })

  it('while who is added to the list is arrived at', async () => {
    const { id: campaignId } = await db.campaign.findFirstOrThrow({ where: { unionId: union.unionId } })
    const [squad, enterpriseId] = [await union.aFreeSquad(), union.unusedEnterprise()]
    const { id } = await planVisit(squad, enterpriseId)
    const { underWay, planned } = (await readBoard(command)).campaign
    const added = { campaignId: globalId('Campaign', campaignId), enterpriseId: globalId('Enterprise', enterpriseId) }
    const results = await together(
      () => mutate(command, 'addCampaignEnterprise', added),
      () => arriveVisit(squad, id),
    )
    results.map(expectDone)
    expect((await readBoard(command)).campaign).toMatchObject({ underWay: underWay + 1, planned })
    await expectFiguresTrue(union.unionId)
  })
})

describe('a roster that is applied', () => {
  const preview = async (...lines: string[]) => {
    const file = new File([rosterCsv(...lines)], '名册.csv')
    type Payload = { roster: { id: string } }
    const { roster } = await mutate<Payload>(command, 'previewRoster', { file }, 'roster { id }')
    return roster.id
  }
  const apply = (rosterId: string) => () => mutate(command, 'applyRoster', { rosterId })
  const row = (id: string) => db.enterprise.findUniqueOrThrow({ where: { id } })

  it('while one of its enterprises is edited at the desk: neither overwrites the other', async () => {
    const id = union.unusedEnterprise()
    const { name, creditCode } = await row(id)
    const rename = (next: string) => () => updateEnterprise(command, id, { name: next })
    const first = await preview(`${name},${creditCode},77,,,`)
    const results = await together(apply(first), rename('改了名的企业'))
    results.map(expectDone)
    expect(await row(id)).toMatchObject({ name: '改了名的企业', headcount: 77 })
    const second = await preview(`改了名的企业,${creditCode},78,,,`)
    const [renamed, late] = await together(rename('又改了名的企业'), apply(second))
    expectDone(renamed)
    expectConflict(late, second)
    expect(await row(id)).toMatchObject({ name: '又改了名的企业', headcount: 77 })
    const roster = await db.rosterImport.findUniqueOrThrow({ where: { id: rowId('RosterImport', second, 'id') } })
    expect(roster.appliedAt).toBeNull()
  })

  it('while one that it enters is entered at the desk: there is one of it', async () => {
    const creditCode = aCreditCode()
    const roster = await preview(`名册里的店,${creditCode},5,,,`)
    const create = () => mutate(command, 'createEnterprise', { name: '登记的店', creditCode })
    const [created, late] = await together(create, apply(roster))
    expectDone(created)
    expectConflict(late, roster)
    const rows = await db.enterprise.findMany({ where: { unionId: union.unionId, creditCode } })
    expect(rows.map(({ name }) => name)).toEqual(['登记的店'])
    const other = aCreditCode()
    const again = await preview(`名册里的店,${other},5,,,`)
    const [applied, tooLate] = await together(apply(again), () =>
      mutate(command, 'createEnterprise', { name: '登记的店', creditCode: other }),
    )
    expectDone(applied)
    const { id } = await db.enterprise.findFirstOrThrow({ where: { unionId: union.unionId, creditCode: other } })
    expectConflict(tooLate, globalId('Enterprise', id))
    await expectFiguresTrue(union.unionId)
  })
})
