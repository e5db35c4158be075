import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tallyDifferences } from '#server/board/verify-tallies.ts'
import { readEnterprisesNamed } from '#server/modules/enterprises/load.ts'
import { finderOf } from '#server/modules/rosters/kinds/named-enterprises.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { day } from '#tests/setup/days.ts'
import { anEnterprise } from '#tests/setup/factories.ts'
import {
  arriveVisit,
  closeIssue,
  finishVisit,
  mutate,
  openIssue,
  planVisit,
  skipVisit,
} from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let campaignId: string

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
  const campaign = await db.campaign.findFirstOrThrow({ where: { unionId: union.unionId } })
  campaignId = globalId('Campaign', campaign.id)
})
afterAll(() => closeDb())

const idOf = (enterprise: string) => globalId('Enterprise', enterprise)
const retire = (enterprise: string) =>
  mutate<{ enterprise: { retiredAt: string | null } }>(
    union.command,
    'retireEnterprise',
    { enterpriseId: idOf(enterprise) },
    'enterprise { retiredAt }',
  )
const restore = (enterprise: string) =>
  mutate(union.command, 'restoreEnterprise', { enterpriseId: idOf(enterprise) }, 'enterprise { retiredAt }')
const resume = (enterprise: string) =>
  mutate(union.command, 'setResumption', {
    enterpriseIds: [idOf(enterprise)],
    to: 'RESUMED',
    on: day(0),
    basis: '备案表',
    source: 'FORM',
  })
const order = (enterprise: string) => ({
  enterpriseId: idOf(enterprise),
  itemId: globalId('SupplyItem', union.mask),
  requested: 5,
})
const issueOf = (enterprise: string) => ({
  enterpriseId: idOf(enterprise),
  kind: 'DIFFICULTY',
  category: 'SUPPLIES',
  severity: 'LOW',
  source: 'CALL',
  title: '口罩不够',
})

type Figures = { enterprises: number; resumed: number; visitedOutside: number }

async function figures(): Promise<Figures> {
  const { tally } = await db.stream.findUniqueOrThrow({ where: { unionId: union.unionId } })
  const { enterprises, resumption, visitedOutside } = tally as {
    enterprises: number
    resumption: Record<string, number>
    visitedOutside?: number
  }
  expect(await tallyDifferences(union.unionId)).toEqual([])
  return { enterprises, resumed: resumption.RESUMED ?? 0, visitedOutside: visitedOutside ?? 0 }
}

const listed = async (retired?: boolean) => {
  const filter = retired === undefined ? '' : `(filter: { retired: ${retired} })`
  const { enterprises } = await ask<{ enterprises: { edges: { node: { id: string } }[] } }>(
    union.command,
    `{ enterprises${filter} { edges { node { id } } } }`,
  )
  return enterprises.edges.map(({ node }) => node.id)
}

describe('a retired enterprise', () => {
  it('leaves the register and its figures, takes no new work, and comes back as it stood', async () => {
    const id = await anEnterprise(union.command, { name: '登记了两次的面馆' })
    const [squad] = union.squads
    await resume(id)
    const { id: visit } = await planVisit(squad, id)
    await arriveVisit(squad, visit)
    await finishVisit(squad, visit, { outcome: 'REFUSED' })
    const before = await figures()
    expect((await retire(id)).enterprise.retiredAt).not.toBeNull()
    expect(await figures()).toEqual({ ...before, enterprises: before.enterprises - 1, resumed: before.resumed - 1 })
    expect(await listed()).not.toContain(idOf(id))
    expect(await listed(false)).not.toContain(idOf(id))
    expect(await listed(true)).toEqual([idOf(id)])
    const { find } = await ask<{ find: { id: string }[] }>(union.command, '{ find(text: "登记了两次") { id } }')
    expect(find).toEqual([{ id: idOf(id) }])
    const current = { current: idOf(id) }
    const change = { enterpriseId: idOf(id) }
    const squadId = globalId('Squad', squad.squadId!)
    for (const [name, input] of [
      ['retireEnterprise', change],
      ['updateEnterprise', { ...change, headcount: 3 }],
      ['planVisit', { ...change, squadId, plannedOn: day(1) }],
      ['openIssue', issueOf(id)],
      ['orderSupply', order(id)],
      ['addCampaignEnterprise', { ...change, campaignId }],
      ['createCampaign', { title: '又一次', target: 3, startsOn: day(0), endsOn: day(9), enterpriseIds: [idOf(id)] }],
    ] as const) {
      await expectRefused(() => mutate(union.command, name, input), 'CONFLICT', current)
    }
    const steps = [{ step: 'LOOK', gist: '门开着' }]
    const paper = { ...change, squadId, steps, outcome: 'REFUSED', finishedAt: new Date().toISOString() }
    const late = { ...paper, arrivedAt: new Date(Date.now() - 60_000).toISOString() }
    await expectRefused(() => mutate(union.command, 'recordVisit', late), 'CONFLICT', current)
    const { creditCode } = await db.enterprise.findUniqueOrThrow({ where: { id } })
    await expectRefused(
      () => mutate(union.command, 'createEnterprise', { name: '面馆', creditCode }),
      'CONFLICT',
      current,
    )
    const { resumptionChange } = db
    const { id: changeId } = await resumptionChange.findFirstOrThrow({ where: { enterpriseId: id } })
    const correction = { changeId: globalId('ResumptionChange', changeId), reason: '记错了' }
    await expectRefused(() => mutate(union.command, 'correctResumption', correction), 'CONFLICT', current)
    await restore(id)
    expect(await figures()).toEqual(before)
    expect(await listed()).toContain(idOf(id))
    await expectRefused(() => restore(id), 'CONFLICT', current)
  })

  it('keeps a visit of a squad that came before', async () => {
    const id = await anEnterprise(union.command)
    await retire(id)
    const finishedAt = new Date(Date.now() - 3_600_000).toISOString()
    const arrivedAt = new Date(Date.now() - 7_200_000).toISOString()
    await db.enterprise.update({ where: { id }, data: { retiredAt: new Date(Date.now() - 60_000) } })
    const squadId = globalId('Squad', union.squads[1].squadId!)
    const steps = [{ step: 'LOOK', gist: '门开着' }]
    await mutate(union.command, 'recordVisit', {
      ...{ enterpriseId: idOf(id), squadId, steps, outcome: 'REFUSED', arrivedAt, finishedAt },
    })
    await figures()
  })

  it('leaves its name to the other one that a roster means', async () => {
    const name = `老孙家${randomUUID().slice(0, 6)}`
    const [kept, double] = [await anEnterprise(union.command, { name }), await anEnterprise(union.command, { name })]
    const found = async () => {
      const { statement, from } = readEnterprisesNamed(union.command, [], [name])
      return finderOf(from((await db.$queryRaw(statement!)) as never[]))({ name })
    }
    expect(await found()).toMatchObject([{ column: 'name' }])
    await retire(double)
    expect(await found()).toMatchObject({ id: kept })
    await retire(kept)
    expect(await found()).toMatchObject([{ column: 'name' }])
  })

  it('lies in no zone once its zone is retired as well', async () => {
    const { zone } = await mutate<{ zone: { id: string } }>(
      union.command,
      'createZone',
      { name: '拆迁片区' },
      'zone { id }',
    )
    const id = await anEnterprise(union.command)
    await mutate(union.command, 'updateEnterprise', { enterpriseId: idOf(id), zoneId: zone.id })
    await retire(id)
    await mutate(union.command, 'retireZone', { zoneId: zone.id })
    await restore(id)
    expect(await db.enterprise.findUniqueOrThrow({ where: { id } })).toMatchObject({ zoneId: null, retiredAt: null })
    const where = { unionId: union.unionId, enterpriseId: id }
    const [last] = await db.event.findMany({ where, orderBy: { seq: 'desc' }, take: 1 })
    expect(last).toMatchObject({ name: 'enterprise.rezoned', facts: { zoneFrom: '拆迁片区', zoneTo: null } })
  })

  it('is refused where it is on the list, a visit is to come, an issue is open, or an order is under way', async () => {
    await expectRefused(() => retire(union.enterprises[0]), 'CONFLICT', { current: campaignId })
    const id = await anEnterprise(union.command)
    const { id: visit } = await planVisit(union.squads[0], id)
    await expectRefused(() => retire(id), 'CONFLICT', { current: globalId('Visit', visit) })
    await skipVisit(union.squads[0], visit)
    const issue = await openIssue(union.command, id)
    await expectRefused(() => retire(id), 'CONFLICT', { current: globalId('Issue', issue.id) })
    await closeIssue(union.command, issue.id)
    const { supplyOrder } = await mutate<{ supplyOrder: { id: string } }>(
      union.command,
      'orderSupply',
      order(id),
      'supplyOrder { id }',
    )
    await expectRefused(() => retire(id), 'CONFLICT', { current: supplyOrder.id })
    const about = { orderId: supplyOrder.id }
    await mutate(union.command, 'reserveSupply', { ...about, reserved: 3 })
    await mutate(union.command, 'dispatchSupply', { ...about, dispatched: 2 })
    await mutate(union.command, 'cancelSupply', { ...about, reason: '搬走了' })
    await expectRefused(() => retire(id), 'CONFLICT', { current: supplyOrder.id })
    await mutate(union.command, 'receiveSupply', { ...about, received: 2 })
    await mutate(union.command, 'acceptSupply', { ...about, accepted: 2 })
    await retire(id)
    for (const actor of [union.tax, union.owner, union.wall]) {
      await expectRefused(() => mutate(actor, 'restoreEnterprise', { enterpriseId: idOf(id) }), 'FORBIDDEN')
    }
  })
})
