import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { practiceCreditCode } from '#prisma/seed/credit-code.ts'
import { searchedColumns } from '#server/modules/enterprises/searched.ts'
import { fillSearch, storeFill } from '#server/modules/search/fill.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { plain, sameName } from '#server/platform/plain.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { openIssue, updateEnterprise } from '#tests/setup/mutations.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

const family = '👨\u200D👩\u200D👧'
const names = [
  '示例（北门）饭店',
  '“欣欣”示例商店',
  'café 示例咖啡',
  'ﬁne示例公司',
  '🍜示例面馆',
  `${family}亲子馆`,
  '𠮷野家',
  '100%果汁_特*级\\店',
  '长安银行行走女鞋',
  'KTV－1号·丽都',
] as const
const codes = names.map((_, i) => practiceCreditCode(80_000 + i))
const phone = '13909876543'

let union: SmallUnion
let ids: string[]

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion(names.length)
  ids = union.enterprises
  for (const [i, name] of names.entries()) {
    const named = { name, creditCode: codes[i]! }
    await db.enterprise.update({ where: { id: ids[i]! }, data: { ...named, ...searchedColumns(named) } })
  }
  await updateEnterprise(union.command, ids[0]!, { contacts: [{ kind: 'OWNER', name: '张三', phone }] })
})
afterAll(() => closeDb())

async function found(search: string, actor: Actor = union.command): Promise<string[]> {
  type Answer = { enterprises: { totalCount: number; edges: { node: { name: string } }[] } }
  const document = 'query ($search: String) { enterprises(search: $search) { totalCount edges { node { name } } } }'
  const { totalCount, edges } = (await ask<Answer>(actor, document, { search })).enterprises
  expect(totalCount).toBe(edges.length)
  return edges.map(({ node }) => node.name)
}

describe('a name is found', () => {
  it.each([
    ['示例北门饭店', [0]],
    ['北门饭店', [0]],
    ['示例(北门)', [0]],
    ['（北门', [0]],
    ['北门 饭店', [0]],
    ['北门，饭店', [0]],
    ['欣欣示例', [1]],
    ['"欣欣"', [1]],
    ['café', [2]],
    ['cafe\u0301', [2]],
    ['CAFÉ示例', [2]],
    ['fine示例', [3]],
    ['ﬁne', [3]],
    ['🍜示例面馆', [4]],
    ['🍜', [4]],
    [family, [5]],
    ['👨👩', []],
    ['𠮷野', [6]],
    ['𠮷', [6]],
    ['%', [7]],
    ['_', [7]],
    ['*', [7]],
    ['\\', [7]],
    ['0%果', [7]],
    ['1_0', []],
    ['100_', []],
    ['果汁%店', []],
    ['ktv 1号', [9]],
    ['ｋｔｖ1号丽都', [9]],
    ['KTV-1号•丽都', [9]],
    ['（）', []],
    ['·', []],
    ['“ ”', []],
    ['，。', []],
    ['没有', []],
  ])('by %s', async (search, expected) => {
    expect(await found(search)).toEqual(expected.map((i) => names[i]))
  })

  it('not at all where nothing is searched for: the list is whole', async () => {
    expect(await found(' \u3000')).toHaveLength(names.length)
  })

  it('by its pinyin: whole, with blanks and signs, begun, by initials, in every reading', async () => {
    const typed = [
      "changan changanyinhang zhangan zhanganyinxing yinhang xingzou hangzou CHANGAN Chang’an chang'an",
      'cayh caxhxz xznx cay nvxie nuxie nüxie ruxie yinhangxingzou yinhangx yinhangxin zhon',
    ]
      .join(' ')
      .split(' ')
    const here = ['cayh', 'cay', 'xznx', ...typed.filter((each) => !/^(caxhxz|cayh|cay|xznx|zhon)$/.test(each))]
    for (const search of [...here, 'chang an', 'chang an yin hang', 'yin h', 'c a y h']) {
      expect([search, await found(search)]).toEqual([search, [names[8]]])
    }
    expect(await found('caxhxz')).toEqual([])
    expect(await found('anchang')).toEqual([])
    expect(await found('beimenfandian')).toEqual([names[0]])
    expect(await found('slbmfd')).toEqual([names[0]])
  })
})

describe('secrets', () => {
  it('find an enterprise for those alone who may read them', async () => {
    const { command, squads, tax, wall, integrator, owner, neighbour } = union
    await openIssue(command, ids[0]!, { title: '缺人', agencyId: globalId('Agency', tax.agencyId!) })
    const code = codes[0]!
    for (const search of [phone, '139 0987 6543', '１３９-0987-6543', '+86 13909876543', '0086 13909876543']) {
      expect([search, await found(search, command)]).toEqual([search, [names[0]]])
      for (const actor of [squads[0], owner, tax, wall, neighbour, integrator('ENTERPRISES')])
        expect([search, await found(search, actor)]).toEqual([search, []])
    }
    for (const part of ['09876543', '1390987654', '3909876543', `${phone}0`, `${phone} 北门`])
      expect([part, await found(part, command)]).toEqual([part, []])
    for (const search of [code, code.toLowerCase(), code.slice(4, 14) + code.slice(14)]) {
      for (const actor of [command, squads[0], tax, owner, integrator('ENTERPRISES')]) {
        expect(await found(search, actor)).toEqual([names[0]])
      }
      for (const actor of [wall, neighbour, integrator('BOARD')]) expect(await found(search, actor)).toEqual([])
    }
    for (const search of ['9', '91', '916', '9161']) expect(await found(search, wall)).toEqual([])
    expect(await found(`北门饭店 ${code.slice(0, 9)}`, wall)).toEqual([])
  })

  it('are found as they are now', async () => {
    const [first, second] = ['15400001111', '15400002222']
    const about = (phone: string) => ({ contacts: [{ kind: 'OWNER', name: '李四', phone }] })
    await updateEnterprise(union.command, ids[1]!, about(first))
    expect(await found(first)).toEqual([names[1]])
    await updateEnterprise(union.command, ids[1]!, about(second))
    expect(await found(first)).toEqual([])
    expect(await found(second)).toEqual([names[1]])
    await updateEnterprise(union.command, ids[1]!, { contacts: [] })
    expect(await found(second)).toEqual([])
  })
})

describe('rows that were written before their columns', () => {
  const old = { plainName: '', grams: [], pinyin: [], codeParts: [] }
  const runOnce = () => fillSearch.run({ payload: {}, signal: new AbortController().signal })

  it('are filled, from where it was left, and once', async () => {
    await openIssue(union.command, ids[2]!, { title: '（水）表坏了' })
    await db.enterprise.updateMany({ data: old })
    await db.issue.updateMany({ data: { plainTitle: '', grams: [] } })
    await db.searchFill.deleteMany()
    expect(await found('北门')).toEqual([])
    await storeFill()
    const stored = () => db.$queryRaw`SELECT 1 FROM graphile_worker.jobs WHERE key = 'fillSearch'`
    expect(await stored()).toHaveLength(1)
    await expect(fillSearch.run({ payload: {}, signal: AbortSignal.abort() })).rejects.toThrow()
    await runOnce()
    expect(await found('北门饭店')).toEqual([names[0]])
    expect(await found('changan')).toEqual([names[8]])
    expect(await found(phone)).toEqual([names[0]])
    expect(await found(codes[3]!)).toEqual([names[3]])
    const issues = 'query ($search: String) { issues(search: $search) { totalCount } }'
    for (const search of ['水表坏', 'café 坏了']) {
      expect(await ask(union.command, issues, { search })).toEqual({ issues: { totalCount: 1 } })
    }
    // whoever is filled is not looked at again
    await db.enterprise.updateMany({ where: { id: ids[0]! }, data: old })
    await runOnce()
    expect(await found('北门饭店')).toEqual([])
    // as after an update whose columns are made in another way
    await db.searchFill.updateMany({ data: { version: 0 } })
    await runOnce()
    expect(await found('北门饭店')).toEqual([names[0]])
  })
})

it('two names are the same where only brackets, quotes, blanks, width or case differ', () => {
  const pairs = [
    ['示例（北门）饭店', '示例(北门)饭店'],
    ['示例（北门）饭店', '示例北门 饭店'],
    ['“欣欣”商店', '「欣欣」商店'],
    ['ＫＴＶ１号', 'ktv1号'],
    ['甲•乙', '甲·乙'],
    ['甲－乙', '甲-乙'],
    ['cafe\u0301', 'café'],
  ] as const
  for (const [a, b] of pairs) expect([a, b, sameName(a, b)]).toEqual([a, b, true])
  for (const [a, b] of [
    ['1-1号', '11号'],
    ['甲乙', '甲丙'],
    [family, '👨👩👧'],
  ] as const) {
    expect([a, b, sameName(a, b)]).toEqual([a, b, false])
  }
  expect(plain(`${family} 甲\u200D乙\u00AD\uFEFF`)).toBe(`${family}甲乙`)
  expect(plain('☕\uFE0F（a）')).toBe('☕A')
})
