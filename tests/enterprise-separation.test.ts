import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anEnterprise } from '#tests/setup/factories.ts'
import { idOf, merge, separate, trueFigures } from '#tests/setup/mergers.ts'
import { aDoneVisit, assignIssue, mutate, openIssue, setResumption, updateEnterprise } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aTinyPhoto } from '#tests/setup/photos.ts'
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

describe('an entry that is taken apart again', () => {
  it('leads to the last one of a chain, and what was merged last is taken apart first', async () => {
    const [first, second] = [await anEnterprise(union.command), await anEnterprise(union.command)]
    await openIssue(union.command, first)
    await updateEnterprise(union.command, first, { creditCode: aCreditCode(), address: '北院门 1 号' })
    await setResumption(union.command, [first], 'FILED')
    const before = await trueFigures(union)
    const rows = () =>
      db.enterprise.findMany({ where: { unionId: union.unionId }, orderBy: { id: 'asc' }, omit: { updatedAt: true } })
    const asBefore = await rows()
    await merge(union, first, second)
    await merge(union, second, other)
    expect(await db.enterprise.findUniqueOrThrow({ where: { id: first } })).toMatchObject({ mergedIntoId: other })
    await expectRefused(() => separate(union, first), 'CONFLICT', { current: idOf(second) })
    await separate(union, second)
    expect(await db.enterprise.findUniqueOrThrow({ where: { id: first } })).toMatchObject({ mergedIntoId: second })
    await separate(union, first)
    expect(await db.issue.count({ where: { enterpriseId: first } })).toBe(1)
    expect(await trueFigures(union)).toEqual(before)
    expect(await rows()).toEqual(asBefore)
  })

  it('has its own doubles lead to it again, whatever the length of the chain', async () => {
    const chain = [
      await anEnterprise(union.command),
      await anEnterprise(union.command),
      await anEnterprise(union.command),
    ]
    for (const [i, id] of chain.entries()) await merge(union, id, chain[i + 1] ?? other)
    await separate(union, chain[2]!)
    const leads = await db.enterprise.findMany({ where: { id: { in: chain } }, orderBy: { id: 'asc' } })
    expect(leads.map(({ mergedIntoId }) => mergedIntoId)).toEqual([chain[2], chain[2], null])
    await trueFigures(union)
  })

  it('gets its code back or says who has it, waits for a later change of resumption, and takes no contact of the other one', async () => {
    const creditCode = aCreditCode()
    await updateEnterprise(union.command, double, {
      creditCode,
      contacts: [{ kind: 'OWNER', name: '张三', phone: '13800000001' }],
    })
    await updateEnterprise(union.command, other, { creditCode: null, contacts: [] })
    await setResumption(union.command, [double], 'FILED')
    await merge(union, double, other)
    await updateEnterprise(union.command, other, { creditCode: aCreditCode() })
    await db.contact.updateMany({ where: { enterpriseId: other }, data: { name: '李四' } })
    await setResumption(union.command, [other], 'APPROVED')
    await expectRefused(() => separate(union, double), 'CONFLICT')
    const { id } = await db.resumptionChange.findFirstOrThrow({ where: { enterpriseId: other, to: 'APPROVED' } })
    const correction = { changeId: globalId('ResumptionChange', id), reason: '记错', right: null }
    await mutate(union.command, 'correctResumption', correction)
    await separate(union, double)
    const read = (row: string) => db.enterprise.findUniqueOrThrow({ where: { id: row }, include: { contacts: true } })
    expect(await read(double)).toMatchObject({ creditCode, resumption: 'FILED', contacts: [{ name: '张三' }] })
    expect(await read(other)).toMatchObject({ resumption: 'NOT_RESUMED', contacts: [{ name: '李四' }] })
    await trueFigures(union)
  })

  it('gets back what hangs on its visits and issues, and its contacts although those of the other one were changed', async () => {
    const contacts = [{ kind: 'OWNER', name: '孙女士', phone: '13900000001' }]
    await updateEnterprise(union.command, double, { contacts })
    await updateEnterprise(union.command, other, { contacts: [] })
    const visitId = await aDoneVisit(union.squads[0], double)
    const issue = await openIssue(union.command, double)
    await merge(union, double, other)
    const late = await openIssue(union.command, other, { visitId: globalId('Visit', visitId) })
    await mutate(union.command, 'addPaper', { issueId: globalId('Issue', issue.id), file: aTinyPhoto() })
    await updateEnterprise(union.command, other, { contacts: [{ kind: 'OWNER', name: '老孙', phone: '13900000002' }] })
    await separate(union, double)
    expect(await db.issue.findUniqueOrThrow({ where: { id: late.id } })).toMatchObject({ enterpriseId: double })
    expect(await db.paper.findFirstOrThrow({ where: { issueId: issue.id } })).toMatchObject({ enterpriseId: double })
    const named = (id: string) => db.contact.findMany({ where: { enterpriseId: id }, select: { name: true } })
    expect([await named(double), await named(other)]).toEqual([[{ name: '孙女士' }], [{ name: '老孙' }]])
    await trueFigures(union)
  })

  it('counts as it stands where the other one was retired since, and lies in no zone that was', async () => {
    const spare = union.enterprises[2]!
    type Made = { zone: { id: string } }
    const { zone } = await mutate<Made>(union.command, 'createZone', { name: '钟楼片' }, 'zone { id }')
    await updateEnterprise(union.command, spare, { zoneId: zone.id })
    await setResumption(union.command, [spare], 'FILED')
    const into = await anEnterprise(union.command)
    await merge(union, spare, into)
    await mutate(union.command, 'updateEnterprise', { enterpriseId: idOf(into), zoneId: null })
    await mutate(union.command, 'retireEnterprise', { enterpriseId: idOf(into) })
    await mutate(union.command, 'retireZone', { zoneId: zone.id })
    await separate(union, spare)
    const row = await db.enterprise.findUniqueOrThrow({ where: { id: spare } })
    expect(row).toMatchObject({ resumption: 'FILED', zoneId: null, retiredAt: null })
    await trueFigures(union)
  })

  it('stays on the list of a closed campaign, and of two states of one day the later one holds', async () => {
    for (const to of ['FILED', 'APPROVED', 'RESUMED'] as const) await setResumption(union.command, [double], to)
    await setResumption(union.command, [other], 'FILED')
    const campaign = await db.campaign.findFirstOrThrow({ where: { unionId: union.unionId } })
    const campaignId = globalId('Campaign', campaign.id)
    await mutate(union.command, 'closeCampaign', { campaignId })
    await merge(union, double, other)
    expect(await db.campaignEnterprise.count({ where: { campaignId: campaign.id } })).toBe(2)
    expect(await db.enterprise.findUniqueOrThrow({ where: { id: other } })).toMatchObject({ resumption: 'RESUMED' })
    const reopen = () => mutate(union.command, 'reopenCampaign', { campaignId, reason: '还要走访' })
    await expectRefused(reopen, 'CONFLICT', { current: idOf(other) })
    await separate(union, double)
    await reopen()
    await trueFigures(union)
  })

  it('is seen by the agency that sees the other one, to which its id leads', async () => {
    const issue = await openIssue(union.command, double)
    await assignIssue(union.command, issue.id, union.tax)
    await merge(union, double, other)
    const { enterprise } = await ask<{ enterprise: object }>(
      union.tax,
      `{ enterprise(id: "${idOf(double)}") { mergedInto { id } } }`,
    )
    expect(enterprise).toEqual({ mergedInto: { id: idOf(other) } })
  })
})
