import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { practiceCreditCode } from '#prisma/seed/credit-code.ts'
import { readRows } from '#server/modules/rosters/compare.ts'
import { enterpriseRoster } from '#server/modules/rosters/kinds/enterprises.ts'
import type { Actor } from '#server/platform/context.ts'
import { plain } from '#server/platform/plain.ts'
import { gramsOf } from '#server/platform/search.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { mutate, openIssue, planVisit, updateEnterprise } from '#tests/setup/mutations.ts'
import { aPreviewedRoster, compareWith } from '#tests/setup/rosters.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

const names = ['钟楼百货', '鼓楼药店', 'Bell Tower 咖啡'] as const
const titles = ['房租太高', '缺口罩', 'VAT refund 未到账'] as const
const codes = names.map((_, i) => practiceCreditCode(90_000 + i))

let union: SmallUnion

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
  for (const [i, id] of union.enterprises.entries()) {
    await openIssue(union.command, id, { title: titles[i]! })
    await planVisit(union.squads[0], id)
    await updateEnterprise(union.command, id, { name: names[i]!, creditCode: codes[i]! })
    await db.supplyOrder.create({
      data: { unionId: union.unionId, enterpriseId: id, itemId: union.mask, requested: 1 + i },
    })
  }
  await db.supplier.create({ data: { unionId: union.unionId, name: '西安酒精厂', contact: '李四', phone: '1' } })
  for (const [name, i] of [['积分系统', 1] as const, ['数据 Lake', 2] as const]) {
    const about = { kind: 'TOKEN' as const, secretHash: name, expiresAt: new Date(Date.UTC(2030, i)) }
    await db.session.create({ data: { unionId: union.unionId, accountId: union.command.accountId, name, ...about } })
  }
  await db.account.update({ where: { id: union.tax.accountId }, data: { username: 'tax-1', displayName: '税务张三' } })
})
afterAll(() => closeDb())

const fields: Record<string, string> = {
  visits: 'enterprise { name }',
  supplyOrders: 'enterprise { name }',
  issues: 'name: title',
  suppliers: 'name',
  accounts: 'name: displayName',
  tokens: 'name',
}

type Node = { name?: string; enterprise?: { name: string } }

async function found(list: string, search: string, actor: Actor = union.command): Promise<string[]> {
  type Answer = Record<string, { totalCount: number; edges: { node: Node }[] }>
  const document = `query ($search: String) { ${list}(search: $search) { totalCount edges { node { ${fields[list]} } } } }`
  const { totalCount, edges } = (await ask<Answer>(actor, document, { search }))[list]!
  expect(totalCount).toBe(edges.length)
  return edges.map(({ node }) => node.enterprise?.name ?? node.name!).sort()
}

describe('a search', () => {
  it.each([
    ['visits', '楼', [names[0], names[1]]],
    ['visits', 'bell tower', [names[2]]],
    ['visits', codes[1]!.slice(8, 16), [names[1]]],
    ['visits', '没有', []],
    ['visits', '  ', [...names]],
    ['supplyOrders', '楼 药店', [names[1]]],
    ['supplyOrders', codes[0]!, [names[0]]],
    ['issues', '房租', [titles[0]]],
    ['issues', '房租太高', [titles[0]]],
    ['issues', '房太', []],
    ['issues', 'vat', [titles[2]]],
    ['issues', '楼', [titles[0], titles[1]]],
    ['issues', '口罩 鼓楼药店', [titles[1]]],
    ['issues', '口罩 百货', []],
    ['issues', '（）', []],
    // the pairs of the word are there, but stand apart
    ['issues', '口罩鼓楼', []],
    ['issues', codes[0]!, []],
    ['suppliers', '李', ['西安酒精厂']],
    ['suppliers', '厂', ['口罩厂', '西安酒精厂']],
    ['suppliers', '厂 张三', ['口罩厂']],
    ['accounts', 'TAX', ['税务张三']],
    ['accounts', '张三', ['税务张三']],
    ['tokens', 'lake', ['数据 Lake']],
    ['tokens', '系', ['积分系统']],
  ])('of %s for %s', async (list, search, expected) => {
    expect(await found(list, search)).toEqual([...expected].sort())
  })

  it('finds nothing by what the viewer may not read', async () => {
    const { wall, squads, integrator } = union
    expect(await found('visits', codes[0]!, squads[0])).toEqual([names[0]])
    for (const actor of [wall, integrator('VISITS')]) {
      expect(await found('visits', codes[0]!, actor)).toEqual([])
      expect(await found('visits', codes[0]!.slice(0, 2), actor)).toEqual([])
      expect(await found('visits', '钟楼百', actor)).toEqual([names[0]])
      expect(await found('visits', '钟楼', actor)).toEqual([names[0]])
    }
    expect(await found('issues', '楼', union.neighbour)).toEqual([titles[1]])
    expect(await found('visits', '楼', union.tax)).toEqual([])
    const enterprises = `query ($search: String) { enterprises(search: $search) { totalCount } }`
    expect(await ask(wall, enterprises, { search: codes[0] })).toEqual({ enterprises: { totalCount: 0 } })
  })
})

/** A previewed roster by which the enterprise gets another name. */
async function rosterThatRenames(id: string, from: string, name: string): Promise<string> {
  const creditCode = codes[0]!
  const rows = await readRows(enterpriseRoster, [{ sheet: '', row: 2, cells: { name, creditCode }, original: [] }])
  return aPreviewedRoster(union.command, rows.map(await compareWith(id, { name: from, creditCode })))
}

describe('an issue', () => {
  it('is found by the new name of its enterprise, and no more by the old one', async () => {
    const [id] = union.enterprises
    await updateEnterprise(union.command, id, { name: '西仓茶行' })
    expect(await found('issues', '西仓')).toEqual([titles[0]])
    expect(await found('issues', '百货')).toEqual([])
    await mutate(union.command, 'applyRoster', { rosterId: await rosterThatRenames(id, '西仓茶行', names[0]) })
    expect(await found('issues', '西仓')).toEqual([])
    expect(await found('issues', '百货')).toEqual([titles[0]])
  })
})

it('PostgreSQL cuts a text into the same parts as the server', async () => {
  const text = fc.string({
    unit: fc.constantFrom(...'钟楼百货〇一AaZz09ＡｂＣ１①Ⅻßéñ·,。()(〇)-_ \n\'"½²ⅷäöüКи'),
    maxLength: 30,
  })
  const texts = [...fc.sample(text, 300), ...names, ...titles, '']
  const made = await db.$queryRaw<{ grams: string[] }[]>`
    SELECT grams_of(t.text) AS grams FROM unnest(${texts.map(plain)}::text[]) WITH ORDINALITY AS t(text, n) ORDER BY n`
  expect(made.map(({ grams }) => grams.sort())).toEqual(texts.map((each) => gramsOf(each).sort()))
})
