import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { updateAgency } from '#server/modules/agencies/update.ts'
import { checkCellText } from '#server/modules/cell-texts/check.ts'
import { updateEnterprise } from '#server/modules/enterprises/update.ts'
import type { RosterKindName } from '#server/modules/rosters/kinds.ts'
import { updateSupplier } from '#server/modules/supplies/update-supplier.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { createZones } from '#tests/setup/organisation.ts'
import { applyKind, countsOf, type KindRoster, previewKind } from '#tests/setup/roster-kinds.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { imported } from '#tests/setup/undoing.ts'

let union: SmallUnion

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion(6)
  await createZones(union.unionId, ['鼓楼片'])
})
afterAll(() => closeDb())

const preview = (kind: RosterKindName, lines: readonly string[]) => previewKind(union.command, kind, lines)
const figures = (roster: KindRoster) => [...countsOf(roster), roster.toCheck]
const shop = () =>
  db.enterprise.findFirstOrThrow({ where: { unionId: union.unionId, name: '回坊小店' }, include: { contacts: true } })
const change = () => ({ clientId: randomUUID() })

const head = '企业名称,地址,负责人电话,员工人数,片区,行业'
const row = '回坊小店,北院门 1 号,张三13800138000/13900139000,50-100,东门市场'

it('what somebody has put right stays when the same list is imported again, whatever else a row changes', async () => {
  const lines = [head, `${row},`]
  await imported(union, 'ENTERPRISES', lines)
  const { id } = await shop()
  const zone = await db.zone.findFirstOrThrow({ where: { unionId: union.unionId, name: '鼓楼片' } })
  await updateEnterprise(union.command, {
    ...change(),
    enterpriseId: id,
    headcount: 80,
    zoneId: zone.id,
    contacts: [{ kind: 'OWNER', name: '李四', phone: '13900139000' }],
  })
  expect(await db.cellText.count({ where: { subjectId: id, isDoubtful: true } })).toBe(0)
  expect(figures(await preview('ENTERPRISES', lines))).toEqual([0, 0, 1, 0, 0])
  const other = await preview('ENTERPRISES', [head, `${row},餐饮`])
  expect(figures(other)).toEqual([0, 1, 0, 0, 0])
  expect(other.rows.edges[0]!.node.changes).toEqual([{ column: 'industry', header: 'Industry', from: '', to: '餐饮' }])
  await applyKind(union.command, other)
  expect(await shop()).toMatchObject({
    headcount: 80,
    zoneId: zone.id,
    industry: '餐饮',
    contacts: [{ name: '李四', phone: '13900139000' }],
  })
  expect(await db.cellText.count({ where: { subjectId: id, checkedAt: { not: null } } })).toBe(3)
  expect(figures(await preview('ENTERPRISES', lines))).toEqual([0, 0, 1, 0, 0])
})

it('what was left as it is by whoever has checked a text is not to be checked again', async () => {
  await imported(union, 'ENTERPRISES', [head, `${row},`])
  for (const { id } of await db.cellText.findMany({ where: { isDoubtful: true, unionId: union.unionId } })) {
    await checkCellText(union.command, { ...change(), cellTextId: id })
  }
  await imported(union, 'ENTERPRISES', [head, `${row},餐饮`])
  expect(await db.cellText.count({ where: { unionId: union.unionId, isDoubtful: true } })).toBe(0)
})

it('another text than the checked one is a change, and is to be checked', async () => {
  await imported(union, 'ENTERPRISES', [head, `${row},`])
  await updateEnterprise(union.command, { ...change(), enterpriseId: (await shop()).id, headcount: 80 })
  const later = await preview('ENTERPRISES', [head, `${row.replace('50-100', '20-30')},`])
  expect(figures(later)).toEqual([0, 1, 0, 0, 1])
  await applyKind(union.command, later)
  expect(await shop()).toMatchObject({ headcount: 20 })
})

it('a contact that is entered by hand leaves the texts about other contacts to be checked', async () => {
  const lines = ['企业名称,地址,负责人电话,工会主席电话', '回坊小店,北院门 1 号,见备注,见附件']
  await imported(union, 'ENTERPRISES', lines)
  const { id } = await shop()
  const contacts = [{ kind: 'OWNER' as const, name: '李四', phone: '13900139000' }]
  await updateEnterprise(union.command, { ...change(), enterpriseId: id, contacts })
  const left = await db.cellText.findMany({ where: { subjectId: id, isDoubtful: true } })
  expect(left.map(({ text }) => text)).toEqual(['见附件'])
  expect(figures(await preview('ENTERPRISES', lines))).toEqual([0, 0, 1, 0, 1])
})

it('holds for suppliers and agencies', async () => {
  const suppliers = ['供应商,联系人,电话', '秦岭口罩厂,赵六,13700000000/13800138000']
  await imported(union, 'SUPPLIERS', suppliers)
  const supplier = await db.supplier.findFirstOrThrow({ where: { unionId: union.unionId, name: '秦岭口罩厂' } })
  await updateSupplier(union.command, { ...change(), supplierId: supplier.id, phone: '13800138000' })
  expect(figures(await preview('SUPPLIERS', suppliers))).toEqual([0, 0, 1, 0, 0])
  const agencies = ['部门名称,类别,电话', '莲湖税务所,税务,见公告']
  await imported(union, 'AGENCIES', agencies)
  const agency = await db.agency.findFirstOrThrow({ where: { unionId: union.unionId, name: '莲湖税务所' } })
  await updateAgency(union.command, { ...change(), agencyId: agency.id, phone: '029-87654321' })
  expect(await db.cellText.count({ where: { subjectId: agency.id, isDoubtful: true } })).toBe(0)
  await imported(union, 'AGENCIES', [agencies[0]!, '莲湖税务所,公安,见公告'])
  expect(await db.agency.findUniqueOrThrow({ where: { id: agency.id } })).toMatchObject({
    kind: 'POLICE',
    phone: '029-87654321',
  })
  expect(await db.cellText.count({ where: { subjectId: agency.id, isDoubtful: true } })).toBe(0)
})

it('a row that changes nothing but a text that is kept is imported', async () => {
  await imported(union, 'SUPPLIERS', ['供应商,联系人,电话', '秦岭口罩厂,赵六,13700000000/13800138000'])
  await imported(union, 'SUPPLIERS', ['供应商,电话', '秦岭口罩厂,13700000000(上午)'])
  expect(await db.cellText.findMany({ where: { unionId: union.unionId }, select: { text: true } })).toEqual([
    { text: '13700000000(上午)' },
  ])
})
