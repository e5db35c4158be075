import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tallyDifferences } from '#server/board/verify-tallies.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anEnterprise } from '#tests/setup/factories.ts'
import {
  aDoneVisit,
  anArrivedVisit,
  assignIssue,
  completeStep,
  mutate,
  openIssue,
  orderSupply,
  planVisit,
  recordVisit,
  reserveSupply,
  setResumption,
  updateEnterprise,
} from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aTinyPhoto } from '#tests/setup/photos.ts'
import { rebuiltWall, wallOfRows } from '#tests/setup/rebuilt-wall.ts'
import { aCreditCode } from '#tests/setup/rosters.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let double: string
let other: string

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  double = union.enterprises[0]
  other = union.enterprises[1]
})
afterAll(() => closeDb())

const idOf = (id: string) => globalId('Enterprise', id)
const merge = (enterpriseId: string, into: string) =>
  mutate(union.command, 'mergeEnterprise', {
    enterpriseId: idOf(enterpriseId),
    intoEnterpriseId: idOf(into),
    reason: '同一家店',
  })
const separate = (enterpriseId: string) =>
  mutate(union.command, 'separateEnterprise', { enterpriseId: idOf(enterpriseId) })

type Figures = {
  enterprises: number
  listed: number
  visited?: number
  visitedOutside?: number
  resumption: Record<string, number>
  supplies?: Record<string, { enterprisesRequested?: number; enterprisesReserved?: number; requested?: number }>
}

/** The figures of the union, which are those of the rows. */
async function figures(): Promise<Figures> {
  expect(await tallyDifferences(union.unionId)).toEqual([])
  const events = await db.event.findMany({ where: { unionId: union.unionId }, orderBy: { seq: 'asc' } })
  expect(rebuiltWall(events)).toEqual(await wallOfRows(union.unionId))
  const { tally } = await db.stream.findUniqueOrThrow({ where: { unionId: union.unionId } })
  return tally as Figures
}

/** Both of the hundred are visited, resumed, supplied, and have an issue and an account. */
async function twoAlike(): Promise<void> {
  for (const [i, id] of [double, other].entries()) {
    await aDoneVisit(union.squads[i]!, id)
    await setResumption(union.command, [id], 'FILED')
    await setResumption(union.command, [id], 'APPROVED')
    await setResumption(union.command, [id], 'RESUMED')
    const order = await orderSupply(union.command, id, union.mask, { requested: 100 })
    await reserveSupply(union.command, order.id, 50)
    await openIssue(union.command, id)
  }
}

describe('a double that is merged', () => {
  it('makes the hundred, the visited, the resumed and the supplied fewer by one, and separateEnterprise restores them', async () => {
    await twoAlike()
    const before = await figures()
    await merge(double, other)
    const after = await figures()
    expect(after.enterprises).toBe(before.enterprises - 1)
    expect(after.listed).toBe(before.listed - 1)
    expect(after.visited).toBe(before.visited! - 1)
    expect(after.resumption.RESUMED).toBe(before.resumption.RESUMED! - 1)
    expect(after.supplies!.MASK).toEqual({
      ...before.supplies!.MASK,
      enterprisesRequested: 1,
      enterprisesReserved: 1,
    })
    const { enterprise } = await ask<{ enterprise: object }>(
      union.command,
      `{ enterprise(id: "${idOf(other)}") { openIssues doubles { id } visits { totalCount } issues { totalCount }
        supplyOrders { totalCount } history { edges { node { name enterprise { id } } } } } }`,
    )
    expect(enterprise).toMatchObject({
      openIssues: 2,
      doubles: [{ id: idOf(double) }],
      visits: { totalCount: 2 },
      issues: { totalCount: 2 },
      supplyOrders: { totalCount: 2 },
    })
    expect((await db.account.findUniqueOrThrow({ where: { id: union.owner.accountId } })).enterpriseId).toBe(other)
    await separate(double)
    expect(await figures()).toEqual(before)
    expect(await db.visit.count({ where: { enterpriseId: double } })).toBe(1)
    expect((await db.account.findUniqueOrThrow({ where: { id: union.owner.accountId } })).enterpriseId).toBe(double)
  })

  it('keeps one history of both, each event at its own time, in pages as well', async () => {
    await twoAlike()
    await merge(double, other)
    type History = { history: { totalCount: number; edges: { cursor: string; node: { seq: number } }[] } }
    const read = async (args: string) =>
      (
        await ask<{ enterprise: History }>(
          union.command,
          `{ enterprise(id: "${idOf(other)}") { history(${args}) { totalCount edges { cursor node { seq } } } } }`,
        )
      ).enterprise.history
    const all = await read('first: 100')
    const own = await db.event.count({ where: { unionId: union.unionId, enterpriseId: { in: [double, other] } } })
    expect(all.edges).toHaveLength(own)
    expect(all.totalCount).toBe(own)
    const seqs = all.edges.map(({ node }) => node.seq)
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a))
    const next = await read(`first: 3, after: "${all.edges[2]!.cursor}"`)
    expect(next.edges.map(({ node }) => node.seq)).toEqual(seqs.slice(3, 6))
  })

  it('leads to the other one: its id shows it, what a phone sends about it goes there, and lists that name it mean it', async () => {
    const id = await anEnterprise(union.command, { name: '老孙家(回民街店)' })
    const { id: visitId } = await planVisit(union.squads[0], id)
    const creditCode = aCreditCode()
    await updateEnterprise(union.command, id, { creditCode })
    await updateEnterprise(union.command, other, { creditCode: aCreditCode() })
    await merge(id, other)
    const { enterprise } = await ask<{ enterprise: object }>(
      union.command,
      `{ enterprise(id: "${idOf(id)}") { retiredAt mergedInto { id } } }`,
    )
    expect(enterprise).toMatchObject({ mergedInto: { id: idOf(other) }, retiredAt: expect.any(String) })
    await mutate(union.squads[0], 'arriveVisit', { visitId: globalId('Visit', visitId) })
    await completeStep(union.squads[0], visitId, 'LOOK')
    const issue = await openIssue(union.squads[0], id)
    expect(await db.issue.findUniqueOrThrow({ where: { id: issue.id } })).toMatchObject({ enterpriseId: other })
    await setResumption(union.command, [id], 'FILED')
    expect(await db.enterprise.findUniqueOrThrow({ where: { id: other } })).toMatchObject({ resumption: 'FILED' })
    await figures()
  })

  it('gives the other one its code, address, zone and contacts where that lacks them, and takes them back', async () => {
    const id = await anEnterprise(union.command)
    const creditCode = aCreditCode()
    const contacts = [{ kind: 'OWNER', name: '孙女士', phone: '13900000001' }]
    await updateEnterprise(union.command, id, { creditCode, address: '回民街 1 号', headcount: 5, contacts })
    await updateEnterprise(union.command, other, { creditCode: null, contacts: [], address: '' })
    await merge(id, other)
    const read = (row: string) =>
      db.enterprise.findUniqueOrThrow({
        where: { id: row },
        select: { creditCode: true, address: true, contacts: { select: { name: true } }, phoneParts: true },
      })
    expect(await read(other)).toMatchObject({ creditCode, address: '回民街 1 号', contacts: [{ name: '孙女士' }] })
    expect((await read(other)).phoneParts).toContain('1390')
    expect(await read(id)).toMatchObject({ creditCode: null })
    await separate(id)
    expect(await read(other)).toMatchObject({ creditCode: null, address: '', contacts: [] })
    expect(await read(id)).toMatchObject({ creditCode, address: '回民街 1 号', contacts: [{ name: '孙女士' }] })
  })

  it('gives its place on the list to the other one that has none, and its later state of resumption', async () => {
    const outside = union.enterprises[2]!
    await setResumption(union.command, [double], 'FILED')
    await recordVisit(union.squads[0], double, new Date())
    await aDoneVisit(union.squads[1], outside)
    const before = await figures()
    await merge(double, outside)
    const after = await figures()
    expect(after).toMatchObject({ listed: before.listed, visited: 1 })
    expect(after.visitedOutside ?? 0).toBe(0)
    expect(await db.visit.count({ where: { enterpriseId: outside, counts: true } })).toBe(1)
    expect(await db.enterprise.findUniqueOrThrow({ where: { id: outside } })).toMatchObject({ resumption: 'FILED' })
    await separate(double)
    expect(await figures()).toEqual(before)
  })

  it('leads to the last one of a chain, and what was merged last is taken apart first', async () => {
    const [first, second] = [await anEnterprise(union.command), await anEnterprise(union.command)]
    await openIssue(union.command, first)
    await updateEnterprise(union.command, first, { creditCode: aCreditCode(), address: '北院门 1 号' })
    await setResumption(union.command, [first], 'FILED')
    const before = await figures()
    const rows = () =>
      db.enterprise.findMany({ where: { unionId: union.unionId }, orderBy: { id: 'asc' }, omit: { updatedAt: true } })
    const asBefore = await rows()
    await merge(first, second)
    await merge(second, other)
    expect(await db.enterprise.findUniqueOrThrow({ where: { id: first } })).toMatchObject({ mergedIntoId: other })
    await expectRefused(() => separate(first), 'CONFLICT', { current: idOf(second) })
    await separate(second)
    expect(await db.enterprise.findUniqueOrThrow({ where: { id: first } })).toMatchObject({ mergedIntoId: second })
    await separate(first)
    expect(await db.issue.count({ where: { enterpriseId: first } })).toBe(1)
    expect(await figures()).toEqual(before)
    expect(await rows()).toEqual(asBefore)
  })

  it('gets back what hangs on its visits and issues, and its contacts although those of the other one were changed', async () => {
    const contacts = [{ kind: 'OWNER', name: '孙女士', phone: '13900000001' }]
    await updateEnterprise(union.command, double, { contacts })
    await updateEnterprise(union.command, other, { contacts: [] })
    const visitId = await aDoneVisit(union.squads[0], double)
    const issue = await openIssue(union.command, double)
    await merge(double, other)
    const late = await openIssue(union.command, other, { visitId: globalId('Visit', visitId) })
    await mutate(union.command, 'addPaper', { issueId: globalId('Issue', issue.id), file: aTinyPhoto() })
    await updateEnterprise(union.command, other, { contacts: [{ kind: 'OWNER', name: '老孙', phone: '13900000002' }] })
    await separate(double)
    expect(await db.issue.findUniqueOrThrow({ where: { id: late.id } })).toMatchObject({ enterpriseId: double })
    expect(await db.paper.findFirstOrThrow({ where: { issueId: issue.id } })).toMatchObject({ enterpriseId: double })
    const named = (id: string) => db.contact.findMany({ where: { enterpriseId: id }, select: { name: true } })
    expect([await named(double), await named(other)]).toEqual([[{ name: '孙女士' }], [{ name: '老孙' }]])
    await figures()
  })

  it('counts as it stands where the other one was retired since, and lies in no zone that was', async () => {
    const spare = union.enterprises[2]!
    type Made = { zone: { id: string } }
    const { zone } = await mutate<Made>(union.command, 'createZone', { name: '钟楼片' }, 'zone { id }')
    await updateEnterprise(union.command, spare, { zoneId: zone.id })
    await setResumption(union.command, [spare], 'FILED')
    const into = await anEnterprise(union.command)
    await merge(spare, into)
    await mutate(union.command, 'updateEnterprise', { enterpriseId: idOf(into), zoneId: null })
    await mutate(union.command, 'retireEnterprise', { enterpriseId: idOf(into) })
    await mutate(union.command, 'retireZone', { zoneId: zone.id })
    await separate(spare)
    const row = await db.enterprise.findUniqueOrThrow({ where: { id: spare } })
    expect(row).toMatchObject({ resumption: 'FILED', zoneId: null, retiredAt: null })
    await figures()
  })

  it('stays on the list of a closed campaign, and of two states of one day the later one holds', async () => {
    for (const to of ['FILED', 'APPROVED', 'RESUMED'] as const) await setResumption(union.command, [double], to)
    await setResumption(union.command, [other], 'FILED')
    const campaign = await db.campaign.findFirstOrThrow({ where: { unionId: union.unionId } })
    const campaignId = globalId('Campaign', campaign.id)
    await mutate(union.command, 'closeCampaign', { campaignId })
    await merge(double, other)
    expect(await db.campaignEnterprise.count({ where: { campaignId: campaign.id } })).toBe(2)
    expect(await db.enterprise.findUniqueOrThrow({ where: { id: other } })).toMatchObject({ resumption: 'RESUMED' })
    const reopen = () => mutate(union.command, 'reopenCampaign', { campaignId, reason: '还要走访' })
    await expectRefused(reopen, 'CONFLICT', { current: idOf(other) })
    await separate(double)
    await reopen()
    await figures()
  })

  it('is seen by the agency that sees the other one, to which its id leads', async () => {
    const issue = await openIssue(union.command, double)
    await assignIssue(union.command, issue.id, union.tax)
    await merge(double, other)
    const { enterprise } = await ask<{ enterprise: object }>(
      union.tax,
      `{ enterprise(id: "${idOf(double)}") { mergedInto { id } } }`,
    )
    expect(enterprise).toEqual({ mergedInto: { id: idOf(other) } })
  })
})

describe('mergeEnterprise is refused', () => {
  it('into itself, into a retired or merged one, and while a squad is at the double', async () => {
    const spare = union.enterprises[2]!
    await expectRefused(() => merge(double, double), 'INVALID')
    await mutate(union.command, 'retireEnterprise', { enterpriseId: idOf(spare) })
    await expectRefused(() => merge(double, spare), 'CONFLICT')
    await merge(spare, other)
    await expectRefused(() => merge(double, spare), 'CONFLICT')
    await expectRefused(() => merge(spare, double), 'CONFLICT')
    await anArrivedVisit(union.squads[0], double)
    await expectRefused(() => merge(double, other), 'CONFLICT')
    await figures()
  })

  it('while both have a visit to come on one day; and a merged entry is neither changed nor restored', async () => {
    await planVisit(union.squads[0], double)
    const { id } = await planVisit(union.squads[1], other)
    await expectRefused(() => merge(double, other), 'CONFLICT')
    await mutate(union.command, 'skipVisit', { visitId: globalId('Visit', id), reason: '重复' })
    await merge(double, other)
    await expectRefused(() => updateEnterprise(union.command, double, { headcount: 3 }), 'CONFLICT')
    const itself = { enterpriseId: idOf(double) }
    await expectRefused(() => mutate(union.command, 'restoreEnterprise', itself), 'CONFLICT')
    await expectRefused(() => mutate(union.command, 'retireEnterprise', itself), 'CONFLICT')
    await expectRefused(() => separate(other), 'CONFLICT')
  })
})
