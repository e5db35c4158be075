import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { localDate, runAt } from '#server/platform/clock.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { type Board, readBoard } from '#tests/setup/board.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { day } from '#tests/setup/days.ts'
import { expectConflict, expectDone, expectFiguresTrue, meet } from '#tests/setup/meeting.ts'
import { aDoneVisit, anArrivedVisit, finishVisit, mutate, recordVisit, voidVisit } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let campaignId: string

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion(4)
  campaignId = globalId('Campaign', union.campaign)
})
afterAll(() => closeDb())

type Campaign = {
  id: string
  state: string
  target: number
  closedSeq: number | null
  figures: Pick<Board['campaign'], 'target' | 'listed' | 'visited' | 'visitedOutside'> | null
  entries: { position: number; closedProgress: string | null; enterprise: { id: string; progress: string } }[]
}

const fields = `campaign {
  id state target closedSeq figures { target listed visited visitedOutside }
  entries { position closedProgress enterprise { id progress } }
}`
const deed = async (name: string, input: object = {}) =>
  (await mutate<{ campaign: Campaign }>(union.command, name, input, fields)).campaign
const read = async (id: string) =>
  (
    await ask<{ campaign: Campaign }>(union.command, `query ($id: ID!) { campaign(id: $id) ${fields.slice(8)} }`, {
      id,
    })
  ).campaign
const figures = async () => (await readBoard(union.command)).campaign
const counting = async () =>
  (await db.visit.findMany({ where: { unionId: union.unionId, counts: true } })).map(({ id }) => id)
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
const create = (given: object = {}) =>
  deed('createCampaign', { title: '第二次行动', target: 20, startsOn: day(0), endsOn: day(9), ...given })

describe('the period', () => {
  it('leaves out a visit whose day lies outside of it, also one on paper, and says so', async () => {
    const [squad] = union.squads
    await deed('updateCampaign', { campaignId, startsOn: day(1), endsOn: day(5) })
    await aDoneVisit(squad, union.enterprises[0])
    const paper = await recordVisit(squad, union.enterprises[1], hoursAgo(1))
    expect(await counting()).toEqual([])
    expect(await figures()).toMatchObject({ visited: 0, listed: 2 })
    const visit = await ask(union.command, 'query ($id: ID!) { visit(id: $id) { counts isOutsidePeriod } }', {
      id: globalId('Visit', paper.id),
    })
    expect(visit).toEqual({ visit: { counts: false, isOutsidePeriod: true } })
    await expectFiguresTrue(union.unionId)
  })

  it('counts anew what falls in or out when it is changed, and the figures stay true', async () => {
    const [squad] = union.squads
    const yesterday = await recordVisit(squad, union.enterprises[0], hoursAgo(30))
    const today = await recordVisit(squad, union.enterprises[0], hoursAgo(1))
    const outside = await recordVisit(union.squads[1], union.enterprises[2]!, hoursAgo(30))
    expect(await figures()).toMatchObject({ visited: 1, visitedOutside: 1 })
    const from = localDate(hoursAgo(1))
    await deed('updateCampaign', { campaignId, startsOn: from, endsOn: day(5) })
    expect(await counting()).toEqual([today.id])
    expect(await figures()).toMatchObject({ visited: 1, visitedOutside: 0 })
    await expectFiguresTrue(union.unionId)
    await voidVisit(union.command, today.id)
    expect(await counting()).toEqual([])
    await deed('updateCampaign', { campaignId, startsOn: localDate(hoursAgo(30)) })
    expect((await counting()).sort()).toEqual([yesterday.id, outside.id].sort())
    await expectFiguresTrue(union.unionId)
    await expectRefused(() => deed('updateCampaign', { campaignId, endsOn: '2020-01-01' }), 'INVALID', {
      field: 'endsOn',
    })
  })

  it('is the new one for a visit that ends while it is changed', async () => {
    const [squad] = union.squads
    const visit = await anArrivedVisit(squad, union.enterprises[0], 'LOOK', 'LISTEN', 'ASK', 'TREAT')
    const results = await meet(
      union.unionId,
      () => deed('updateCampaign', { campaignId, startsOn: day(2), endsOn: day(5) }),
      () => finishVisit(squad, visit),
    )
    for (const result of results) expectDone<unknown>(result)
    expect(await counting()).toEqual([])
    await expectFiguresTrue(union.unionId)
  })
})

describe('the list', () => {
  it('loses an enterprise, which counts outside from then on, and the target may follow down to the list', async () => {
    const [first] = union.enterprises
    await aDoneVisit(union.squads[0], first)
    const enterpriseId = globalId('Enterprise', first)
    const { entries } = await deed('removeCampaignEnterprise', { campaignId, enterpriseId })
    expect(entries.map(({ position }) => position)).toEqual([2])
    expect(await figures()).toMatchObject({ listed: 1, visited: 0, visitedOutside: 1 })
    await deed('setTarget', { campaignId, target: 1 })
    const gone = () => deed('removeCampaignEnterprise', { campaignId, enterpriseId })
    await expectRefused(gone, 'CONFLICT', { current: enterpriseId })
    await expectRefused(() => deed('addCampaignEnterprise', { campaignId, enterpriseId }), 'CONFLICT')
    await expectFiguresTrue(union.unionId)
  })
})

describe('a second campaign', () => {
  it('is prepared beside the first with its list, and changes no figure until it begins', async () => {
    const before = await figures()
    const draft = await create({ cloneOf: campaignId })
    expect(draft).toMatchObject({ state: 'DRAFT', figures: null })
    expect(draft.entries).toHaveLength(2)
    const enterpriseId = globalId('Enterprise', union.enterprises[2]!)
    await deed('addCampaignEnterprise', { campaignId: draft.id, enterpriseId })
    await deed('setTarget', { campaignId: draft.id, target: 7 })
    expect(await figures()).toEqual(before)
    await expectRefused(() => deed('beginCampaign', { campaignId: draft.id }), 'CONFLICT', { current: campaignId })
    await expectRefused(() => deed('closeCampaign', { campaignId: draft.id }), 'CONFLICT', { current: draft.id })
    await deed('closeCampaign', { campaignId })
    expect(await deed('beginCampaign', { campaignId: draft.id })).toMatchObject({
      state: 'ACTIVE',
      figures: { target: 7, listed: 3, visited: 0 },
    })
    await expectFiguresTrue(union.unionId)
  })

  it('is discarded while it is prepared: no list has it, nothing changes it any more, and the log tells of it', async () => {
    const before = await figures()
    const draft = await create({ cloneOf: campaignId })
    await expectRefused(() => deed('discardCampaign', { campaignId }), 'CONFLICT', { current: campaignId })
    expect(await deed('discardCampaign', { campaignId: draft.id })).toMatchObject({ state: 'DISCARDED', figures: null })
    const campaignIds = async () =>
      (await ask<{ campaigns: { id: string }[] }>(union.command, '{ campaigns { id } }')).campaigns.map(({ id }) => id)
    expect(await campaignIds()).toEqual([campaignId])
    for (const name of ['discardCampaign', 'beginCampaign', 'closeCampaign', 'updateCampaign']) {
      await expectRefused(() => deed(name, { campaignId: draft.id }), 'CONFLICT', { current: draft.id })
    }
    expect(await figures()).toEqual(before)
    const told = await db.event.findFirstOrThrow({ where: { unionId: union.unionId, name: 'campaign.discarded' } })
    expect(told).toMatchObject({ facts: { target: 20, listed: 2 } })
    await expectFiguresTrue(union.unionId)
  })

  it('begins at zero where the visits of the first lie before its days, and the first keeps its figures', async () => {
    const [first, second] = union.enterprises
    await recordVisit(union.squads[0], first, hoursAgo(30))
    const head = (await db.stream.findUniqueOrThrow({ where: { unionId: union.unionId } })).head
    const closed = await deed('closeCampaign', { campaignId })
    const kept = { target: 100, listed: 2, visited: 1, visitedOutside: 0 }
    expect(closed).toMatchObject({ state: 'CLOSED', closedSeq: head, figures: kept })
    const next = await create({ cloneOf: campaignId, startsOn: localDate(new Date()) })
    expect(next).toMatchObject({ state: 'ACTIVE', figures: { target: 20, listed: 2, visited: 0 } })
    await aDoneVisit(union.squads[0], second)
    expect(await read(campaignId)).toEqual({
      ...closed,
      entries: closed.entries.map((entry) => ({ ...entry, enterprise: expect.anything() })),
    })
    expect(closed.entries.map(({ closedProgress }) => closedProgress)).toEqual(['DONE', 'NOT_PLANNED'])
    const board = '{ title campaign { visited } cells { state } }'
    const shown = await ask(union.command, `query ($id: ID!) { board(campaignId: $id) ${board} }`, { id: campaignId })
    expect(shown).toMatchObject({
      board: { campaign: { visited: 1 }, cells: [{ state: 'DONE' }, { state: 'NOT_PLANNED' }] },
    })
    expect(await figures()).toMatchObject({ target: 20, visited: 1 })
    await expectFiguresTrue(union.unionId)
  })
})

describe('a closed campaign', () => {
  it('takes no change, and goes on with a reason where no other is active', async () => {
    await aDoneVisit(union.squads[0], union.enterprises[0])
    await deed('closeCampaign', { campaignId })
    const current = { current: campaignId }
    const enterpriseId = globalId('Enterprise', union.enterprises[0])
    for (const change of [
      () => deed('updateCampaign', { campaignId, title: '改名' }),
      () => deed('setTarget', { campaignId, target: 50 }),
      () => deed('removeCampaignEnterprise', { campaignId, enterpriseId }),
      () => deed('beginCampaign', { campaignId }),
      () => deed('closeCampaign', { campaignId }),
    ]) {
      await expectRefused(change, 'CONFLICT', current)
    }
    expect(await figures()).toMatchObject({ target: 0, listed: 0, visited: 0, visitedOutside: 1 })
    const reopened = await deed('reopenCampaign', { campaignId, reason: '补访两家' })
    expect(reopened).toMatchObject({ state: 'ACTIVE', closedSeq: null, figures: { target: 100, visited: 1 } })
    await expectRefused(() => deed('reopenCampaign', { campaignId, reason: '再来' }), 'CONFLICT', current)
    await expectFiguresTrue(union.unionId)
  })

  it('is closed once where two close it at the same moment, and whatever ends meanwhile is in its figures or not', async () => {
    const visit = await anArrivedVisit(union.squads[0], union.enterprises[0], 'LOOK', 'LISTEN', 'ASK', 'TREAT')
    const [one, other] = await meet(
      union.unionId,
      () => deed('closeCampaign', { campaignId }),
      () => deed('closeCampaign', { campaignId }),
    )
    expectDone(one)
    expectConflict(other, campaignId)
    await deed('reopenCampaign', { campaignId, reason: '误操作' })
    const results = await meet(
      union.unionId,
      () => finishVisit(union.squads[0], visit),
      () => deed('closeCampaign', { campaignId }),
    )
    for (const result of results) expectDone<unknown>(result)
    expect((await read(campaignId)).figures).toMatchObject({ visited: 1 })
    await expectFiguresTrue(union.unionId)
  })
})

it('a union that has none makes its first one, which begins at once', async () => {
  await deed('closeCampaign', { campaignId })
  await runAt(new Date(), () => create({ startsOn: day(0) }))
  expect(await figures()).toMatchObject({ target: 20, listed: 0 })
  const twice = globalId('Enterprise', union.enterprises[0])
  const wrong = { enterpriseIds: [twice, twice] }
  await expectRefused(() => create(wrong), 'INVALID', { field: 'enterpriseIds' })
  const long = { enterpriseIds: union.enterprises.map((id) => globalId('Enterprise', id)), target: 3 }
  await expectRefused(() => create(long), 'INVALID', { field: 'target' })
})
