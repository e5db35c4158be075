import { afterAll, beforeAll, expect, it } from 'vitest'
import { searchedColumns } from '#server/modules/enterprises/searched.ts'
import { searchedColumns as columnsOfIssue } from '#server/modules/issues/searched.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { mutate, openIssue, updateEnterprise } from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { ask, type SmallUnion, someone } from '#tests/setup/small-union.ts'
import { twoUnions } from '#tests/setup/two-unions.ts'

type Found = { id: string; kind: string; title: string; note: string }

let union: SmallUnion
let other: SmallUnion
let command: Actor
let district: Actor
let teahouse: string
let rent: string

beforeAll(async () => {
  openDb(await freshDatabase())
  ;({ union, other, district } = await twoUnions())
  command = union.command
  teahouse = union.enterprises[0]
  await updateEnterprise(command, teahouse, { name: '钟楼清茶馆' })
  await updateEnterprise(other.command, other.enterprises[0], { name: '鼓楼清茶馆' })
  const tax = { agencyId: globalId('Agency', union.tax.agencyId!) }
  rent = (await openIssue(command, teahouse, { title: '房租 Rent 太高', ...tax })).id
  await openIssue(command, union.enterprises[1], { title: '清茶断货' })
  await someone(union.unionId, 'COMMAND', { displayName: '茶科长' })
  const squadId = globalId('Squad', union.squads[1].squadId!)
  const members = [{ name: '茶小妹', duties: [], phone: '15400000009' }]
  await mutate(command, 'setSquadMembers', { squadId, members })
  const items = [{ itemId: globalId('SupplyItem', union.mask), capacity: 5 }]
  await mutate(command, 'createSupplier', { name: '福茶贸易', contact: '李四', phone: '029-00000000', items })
})
afterAll(() => closeDb())

const called = (name: string, creditCode: string) => ({ name, creditCode, ...searchedColumns({ name, creditCode }) })

const titled = (title: string) => ({ title, ...columnsOfIssue(title, '') })

const find = async (actor: Actor, text: string, more = '') => {
  const document = `query ($text: String!, $unionId: ID) {
    find(text: $text, unionId: $unionId${more}) { id kind title note } }`
  const unionId = globalId('TradeUnion', actor === other.command ? other.unionId : union.unionId)
  return (await ask<{ find: Found[] }>(actor, document, { text, unionId })).find
}
const kindsAndTitles = async (actor: Actor, text: string) =>
  (await find(actor, text)).map(({ kind, title }) => `${kind} ${title}`)

it('finds rows of each kind by what people call them', async () => {
  const { creditCode } = await db.enterprise.findUniqueOrThrow({ where: { id: teahouse } })
  const { number } = await db.squad.findUniqueOrThrow({ where: { id: union.squads[1].squadId! } })
  const enterprise = { id: globalId('Enterprise', teahouse), kind: 'ENTERPRISE', title: '钟楼清茶馆', note: creditCode }
  const found = await find(command, '茶')
  expect(found.map(({ kind, title, note }) => [kind, title, note])).toEqual([
    ['ENTERPRISE', '钟楼清茶馆', creditCode],
    ['ISSUE', '清茶断货', expect.any(String)],
    ['ISSUE', '房租 Rent 太高', '钟楼清茶馆'],
    ['SQUAD', String(number), '茶小妹'],
    ['ACCOUNT', '茶科长', expect.any(String)],
    ['SUPPLIER', '福茶贸易', '李四'],
  ])
  expect(await find(command, creditCode!.slice(4).toLowerCase())).toContainEqual(enterprise)
  expect(await find(command, ' ,。 ')).toEqual([])
  expect(await find(command, '没有的名字')).toEqual([])
})

it('wants all words, in any order and case', async () => {
  const issue = { id: globalId('Issue', rent), kind: 'ISSUE', title: '房租 Rent 太高', note: '钟楼清茶馆' }
  expect(await find(command, '太高 RENT')).toEqual([issue])
  expect(await find(command, '茶馆 太高')).toEqual([issue])
  expect(await find(command, '100%')).toEqual([])
})

it('finds orders by their enterprise and item, documents by their title, an issue by its number, and people by pinyin', async () => {
  const ordered = { unionId: union.unionId, enterpriseId: teahouse, itemId: union.mask, requested: 30 }
  const order = globalId('SupplyOrder', (await db.supplyOrder.create({ data: ordered })).id)
  await db.policyDocument.create({
    data: { unionId: union.unionId, position: 90, title: '（稳岗）返还办法', issuer: '人社局' },
  })
  const mask = await db.supplyItem.findUniqueOrThrow({ where: { id: union.mask } })
  const found = { id: order, kind: 'ORDER', title: '钟楼清茶馆', note: `${mask.name} 30 ${mask.unit}` }
  expect(await find(command, '清茶馆')).toContainEqual(found)
  expect(await find(command, mask.name)).toContainEqual(found)
  expect(await kindsAndTitles(command, '稳岗返还')).toEqual(['DOCUMENT （稳岗）返还办法'])
  expect(await kindsAndTitles(command, 'ckz')).toEqual(['ACCOUNT 茶科长'])
  expect(await kindsAndTitles(command, 'qingchaguan')).toContain('ENTERPRISE 钟楼清茶馆')
  const { year, number } = await db.issue.findUniqueOrThrow({ where: { id: rent } })
  expect(await kindsAndTitles(command, `${year}-${String(number).padStart(4, '0')}`)).toEqual(['ISSUE 房租 Rent 太高'])
  expect(await kindsAndTitles(union.tax, mask.name)).toEqual(['SUPPLIER 口罩厂'])
  await db.supplyOrder.delete({ where: { id: (await db.supplyOrder.findFirstOrThrow({ where: ordered })).id } })
})

it('finds a squad by its number, as people say it', async () => {
  const { id, number } = await db.squad.findUniqueOrThrow({ where: { id: union.squads[0].squadId! } })
  for (const text of [`${number}`, `第${number}`, `${number}队`, `第${number}小分队`]) {
    const squads = (await find(command, text)).filter(({ kind }) => kind === 'SQUAD')
    expect([text, squads.map((each) => each.id)]).toEqual([text, [globalId('Squad', id)]])
  }
})

it('shows everybody only what it may see', async () => {
  const tea = 'ENTERPRISE 钟楼清茶馆'
  expect(await kindsAndTitles(district, '茶')).toEqual(expect.arrayContaining([tea, 'SUPPLIER 福茶贸易']))
  const kinds = async (actor: Actor) => (await find(actor, '茶')).map(({ kind }) => kind)
  expect(await kinds(union.tax)).toEqual(['ENTERPRISE', 'ISSUE', 'SQUAD', 'SUPPLIER'])
  expect(await kinds(union.police)).toEqual(['SQUAD', 'SUPPLIER'])
  expect(await kinds(union.neighbour)).toEqual(['ISSUE', 'SQUAD', 'SUPPLIER'])
  expect(await kinds(union.squads[0])).toEqual(['ENTERPRISE', 'SQUAD', 'SUPPLIER'])
  expect((await find(union.wall, '钟楼'))[0]).toMatchObject({ title: '钟楼清茶馆', note: '' })
  expect(await kinds(union.integrator('SUPPLIES'))).toEqual(['SUPPLIER'])
  expect(await kinds(union.integrator())).toEqual([])
  expect(await kindsAndTitles(other.command, '茶馆')).toEqual(['ENTERPRISE 鼓楼清茶馆'])
})

it('gives few of each kind', async () => {
  for (let n = 0; n < 7; n++) await openIssue(command, teahouse, { title: `第${n}个难题` })
  expect((await find(command, '难题')).map(({ title }) => title)).toEqual([6, 5, 4, 3, 2].map((n) => `第${n}个难题`))
  expect(await find(command, '难题', ', first: 2')).toHaveLength(2)
  for (const first of [0, 6]) {
    await expectRefused(() => find(command, '难题', `, first: ${first}`), 'INVALID', { field: 'first' })
  }
})

it('finds an enterprise wherever it stands in the register, and an issue among the newest', async () => {
  const { zoneId } = await db.enterprise.findUniqueOrThrow({ where: { id: other.enterprises[1] } })
  const row = { unionId: other.unionId, zoneId, address: '', industry: '', headcount: 1 }
  const rows = Array.from({ length: 2100 }, (_, n) => ({ ...row, name: `店${n}`, creditCode: `X${n}` }))
  await db.enterprise.createMany({ data: rows })
  const last = { ...row, ...called('末位药铺', 'LAST') }
  const { id } = await db.enterprise.create({ data: last })
  expect(await find(other.command, '末位药铺')).toEqual([
    { id: globalId('Enterprise', id), kind: 'ENTERPRISE', title: '末位药铺', note: 'LAST' },
  ])
  const issue = { unionId: other.unionId, enterpriseId: id, openedAt: new Date() }
  const words = { kind: 'DIFFICULTY', category: 'RENT', severity: 'LOW', source: 'CALL' } as const
  await db.issue.create({ data: { ...issue, ...words, ...titled('很早的问题') } })
  expect(await kindsAndTitles(other.command, '很早')).toEqual(['ISSUE 很早的问题'])
  const many = Array.from({ length: 2000 }, (_, n) => ({ ...issue, ...words, ...titled(`后来的${n}`) }))
  await db.issue.createMany({ data: many })
  expect(await kindsAndTitles(other.command, '很早')).toEqual([])
  expect(await kindsAndTitles(other.command, '后来的1999')).toEqual(['ISSUE 后来的1999'])
})
