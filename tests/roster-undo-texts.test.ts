import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { checkCellText } from '#server/modules/cell-texts/check.ts'
import { updateEnterprise } from '#server/modules/enterprises/update.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { outcomesOf, undoKind } from '#tests/setup/roster-kinds.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { imported } from '#tests/setup/undoing.ts'

let union: SmallUnion

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion(6)
})
afterAll(() => closeDb())

const texts = () => db.cellText.findMany({ where: { unionId: union.unionId }, orderBy: [{ column: 'asc' }] })
const shop = () =>
  db.enterprise.findFirst({ where: { unionId: union.unionId, name: '回坊小店' }, include: { contacts: true } })
const change = () => ({ clientId: randomUUID() })

const head = '企业名称,地址,负责人电话,员工人数,行业'
const first = [head, '回坊小店,北院门 1 号,13800138000/13900139000,50-100,']

it('the texts that an import has replaced, taken away or repeated are as before when it is undone', async () => {
  await imported(union, 'ENTERPRISES', first)
  const { id } = (await texts()).find(({ column }) => column === 'headcount')!
  await checkCellText(union.command, { ...change(), cellTextId: id })
  const [before, shopBefore] = [await texts(), await shop()]
  for (const row of ['13700137000/13600136000,约60,', '13700137000,60,', '13800138000/13900139000,50-100,餐饮']) {
    const roster = await imported(union, 'ENTERPRISES', [head, `回坊小店,北院门 1 号,${row}`])
    const { roster: undone } = await undoKind(union.command, roster)
    expect(outcomesOf(undone)).toEqual([['回坊小店', 'UNDONE', null]])
    expect(await texts()).toEqual(before)
    expect(await shop()).toEqual({ ...shopBefore, updatedAt: expect.any(Date) })
  }
})

it('a row that has changed a text alone is undone, and nothing else of its subject', async () => {
  await imported(union, 'SUPPLIERS', ['供应商,联系人,电话', '秦岭口罩厂,赵六,13700000000/13800138000'])
  const before = await texts()
  const roster = await imported(union, 'SUPPLIERS', ['供应商,电话', '秦岭口罩厂,13700000000(上午)'])
  const { roster: undone } = await undoKind(union.command, roster)
  expect(outcomesOf(undone)).toEqual([['秦岭口罩厂', 'UNDONE', null]])
  expect(await texts()).toEqual(before)
})

it('what somebody has checked or changed since stays with its text, and the row says so', async () => {
  await imported(union, 'ENTERPRISES', first)
  const roster = await imported(union, 'ENTERPRISES', [head, '回坊小店,北院门 1 号,13700137000/13600136000,20-30,餐饮'])
  const { id } = (await texts()).find(({ column }) => column === 'headcount')!
  await checkCellText(union.command, { ...change(), cellTextId: id })
  const contacts = [{ kind: 'OWNER' as const, name: '李四', phone: '13600136000' }]
  await updateEnterprise(union.command, { ...change(), enterpriseId: (await shop())!.id, contacts })
  const now = await texts()
  const { roster: undone } = await undoKind(union.command, roster)
  expect(outcomesOf(undone)).toEqual([
    ['回坊小店', 'KEPT', 'changed since and kept as it is now: Headcount, Owner phone'],
  ])
  expect(await texts()).toEqual(now)
  expect(await shop()).toMatchObject({
    headcount: 20,
    industry: '',
    contacts: [{ name: '李四', phone: '13600136000' }],
  })
})

it('nothing is brought back of what is not there any more', async () => {
  const made = await imported(union, 'ENTERPRISES', first)
  const roster = await imported(union, 'ENTERPRISES', [head, '回坊小店,北院门 1 号,13800138000,50,'])
  const { roster: undone } = await undoKind(union.command, made)
  expect(outcomesOf(undone)).toEqual([['回坊小店', 'UNDONE', null]])
  await undoKind(union.command, roster)
  expect(await shop()).toBeNull()
  expect(await texts()).toEqual([])
})
