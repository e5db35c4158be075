import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { practiceCreditCode } from '#prisma/seed/credit-code.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor, aUnion } from '#tests/setup/factories.ts'
import {
  aDoneVisit,
  anArrivedVisit,
  closeIssue,
  mutate,
  openIssue,
  planVisit,
  setResumption,
  updateEnterprise,
} from '#tests/setup/mutations.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

type Page = {
  totalCount: number
  edges: { cursor: string; node: { name: string } }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }
}

const names = ['回坊食品', '钟楼百货', '西羊市餐饮', '大皮院茶庄', 'Bell Tower 咖啡', '鼓楼药店', '北广济街车行']

let union: SmallUnion
let command: Actor
let zoneId: string

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion(names.length)
  command = union.command
  zoneId = (await db.zone.findFirstOrThrow({ where: { unionId: union.unionId } })).id
  const zone = globalId('Zone', zoneId)
  for (const [i, name] of names.entries()) {
    const industry = i % 3 === 0 ? '零售' : '餐饮'
    const creditCode = practiceCreditCode(80_000 + i)
    await updateEnterprise(command, union.enterprises[i]!, {
      name,
      creditCode,
      industry,
      zoneId: i === 1 || i === 5 ? zone : null,
    })
  }
  const [, , third, fourth, fifth, sixth] = union.enterprises
  await setResumption(command, [third!, fourth!], 'FILED')
  await setResumption(command, [fourth!], 'RESUMED')
  await aDoneVisit(union.squads[0], third!)
  await anArrivedVisit(union.squads[0], fourth!)
  await planVisit(union.squads[1], fifth!)
  await openIssue(command, sixth!)
  await closeIssue(command, (await openIssue(command, third!)).id)
})
afterAll(() => closeDb())

const page = async (args: string, actor = command): Promise<Page> => {
  const query = `{ enterprises(${args}) { totalCount edges { cursor node { name } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`
  return (await ask<{ enterprises: Page }>(actor, query)).enterprises
}
const namesOf = ({ edges }: Page) => edges.map(({ node }) => node.name)
/** The names that a search or filter leaves, after seeing that the count is of them. */
async function found(args: string, actor = command): Promise<string[]> {
  const list = await page(`first: 20, ${args}`, actor)
  expect(list.totalCount).toBe(list.edges.length)
  return namesOf(list)
}

describe('the list of enterprises', () => {
  it('stands in the order of the register', async () => {
    expect(await found('')).toEqual(names)
  })

  it('goes forwards by pages', async () => {
    const first = await page('first: 3')
    expect(namesOf(first)).toEqual(names.slice(0, 3))
    expect(first).toMatchObject({ totalCount: 7, pageInfo: { hasNextPage: true, hasPreviousPage: false } })
    const second = await page(`first: 3, after: "${first.pageInfo.endCursor}"`)
    expect(namesOf(second)).toEqual(names.slice(3, 6))
    expect(second).toMatchObject({ totalCount: 7, pageInfo: { hasNextPage: true, hasPreviousPage: true } })
    const third = await page(`first: 3, after: "${second.pageInfo.endCursor}"`)
    expect(namesOf(third)).toEqual(names.slice(6))
    expect(third.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
    expect(namesOf(await page(`first: 3, after: "${third.pageInfo.endCursor}"`))).toEqual([])
    const whole = await page('first: 7')
    expect(whole.pageInfo.hasNextPage, 'a page that just holds all is the last').toBe(false)
  })

  it('goes backwards by pages', async () => {
    const last = await page('last: 3')
    expect(namesOf(last)).toEqual(names.slice(4))
    expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
    const before = await page(`last: 3, before: "${last.pageInfo.startCursor}"`)
    expect(namesOf(before)).toEqual(names.slice(1, 4))
    const start = await page(`last: 3, before: "${before.pageInfo.startCursor}"`)
    expect(namesOf(start)).toEqual(names.slice(0, 1))
    expect(start.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: true })
  })

  it('pages what a filter leaves, and loses no row while others come in', async () => {
    const filter = 'filter: { industry: "零售" }'
    const first = await page(`first: 2, ${filter}`)
    expect(namesOf(first)).toEqual([names[0], names[3]])
    expect(first.totalCount).toBe(3)
    await updateEnterprise(command, union.enterprises[0], { industry: '住宿' })
    const next = await page(`first: 2, after: "${first.pageInfo.endCursor}", ${filter}`)
    expect(namesOf(next)).toEqual([names[6]])
    await updateEnterprise(command, union.enterprises[0], { industry: '零售' })
  })

  it.each([
    ['resumption: [FILED]', [names[2]]],
    ['resumption: [RESUMED]', [names[3]]],
    ['resumption: [FILED, RESUMED]', [names[2], names[3]]],
    ['resumption: [SUSPENDED]', []],
    ['progress: [DONE]', [names[2]]],
    ['progress: [UNDER_WAY]', [names[3]]],
    ['progress: [PLANNED]', [names[4]]],
    ['progress: [NOT_PLANNED]', [names[0], names[1], names[5], names[6]]],
    ['progress: [PLANNED, DONE]', [names[2], names[4]]],
    ['industry: "零售"', [names[0], names[3], names[6]]],
    ['industry: "零"', []],
    ['listed: true', [names[0], names[1]]],
    ['listed: false', names.slice(2)],
    ['hasOpenIssues: true', [names[5]]],
    ['hasOpenIssues: false', names.filter((_, i) => i !== 5)],
    ['industry: "餐饮", listed: false, resumption: [NOT_RESUMED]', [names[4], names[5]]],
    ['', names],
  ])('is narrowed by %s', async (filter, expected) => {
    expect(await found(`filter: { ${filter} }`)).toEqual(expected)
  })

  it('is narrowed by the zone, and refuses an id that is none or of something else', async () => {
    expect(await found(`filter: { zoneId: "${globalId('Zone', zoneId)}" }`)).toEqual([names[1], names[5]])
    const refused = (id: string) => page(`filter: { zoneId: "${id}" }`)
    await expect(refused('x')).rejects.toMatchObject({ code: 'INVALID', details: { field: 'filter.zoneId' } })
    await expect(refused(globalId('Squad', zoneId))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { field: 'filter.zoneId' },
    })
  })

  it.each([
    ['楼', [names[1], names[5]]],
    ['钟楼', [names[1]]],
    ['楼百货', [names[1]]],
    ['楼药 鼓', [names[5]]],
    ['钟楼 药店', []],
    ['bell tower', [names[4]]],
    ['ＢＥＬＬ', [names[4]]],
    ['er咖', [names[4]]],
    ['百楼', []],
    [practiceCreditCode(80_003), [names[3]]],
    [practiceCreditCode(80_003).slice(8, 16), [names[3]]],
    ['  ', names],
    ['。', []],
  ])('is searched for %s', async (search, expected) => {
    expect(await found(`search: "${search}"`)).toEqual(expected)
  })

  it('is searched and narrowed at once', async () => {
    expect(await found('search: "楼", filter: { hasOpenIssues: true }')).toEqual([names[5]])
    expect(await found('search: "楼", filter: { listed: true }')).toEqual([names[1]])
  })

  it('finds an enterprise by its new name and code, and no more by the old ones', async () => {
    const id = union.enterprises[6]!
    await updateEnterprise(command, id, { name: '西仓车行', creditCode: practiceCreditCode(80_100) })
    expect(await found('search: "西仓"')).toEqual(['西仓车行'])
    expect(await found('search: "北广"')).toEqual([])
    expect(await found(`search: "${practiceCreditCode(80_100)}"`)).toEqual(['西仓车行'])
    expect(await found(`search: "${practiceCreditCode(80_006)}"`)).toEqual([])
    await updateEnterprise(command, id, { name: names[6], creditCode: practiceCreditCode(80_006) })
  })

  it('is of the viewer’s own union, and of an enterprise only itself', async () => {
    const other = await anActor((await anAccount((await aUnion()).id)).id)
    await mutate(other, 'createEnterprise', { name: '邻街钟楼', creditCode: practiceCreditCode(80_200) })
    expect(await found('search: "钟楼"', other)).toEqual(['邻街钟楼'])
    expect(await found('search: "钟楼"')).toEqual([names[1]])
    expect(await found('', union.neighbour)).toEqual([names[1]])
    expect(await found('search: "回坊"', union.neighbour)).toEqual([])
    expect(await found('', union.tax)).toEqual([])
    for (const actor of [union.squads[0], union.wall, union.integrator('BOARD')]) {
      expect(await found('', actor)).toEqual(names)
    }
    expect(await found('', union.integrator('VISITS', 'ISSUES', 'SUPPLIES'))).toEqual([])
    const unionId = globalId('TradeUnion', other.unionId)
    await expect(page(`unionId: "${unionId}"`)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('one enterprise', () => {
  const one = async (actor: Actor, id = union.enterprises[0]) => {
    const query = `{ enterprise(id: "${globalId('Enterprise', id)}") { name position } }`
    return (await ask<{ enterprise: { name: string; position: number | null } | null }>(actor, query)).enterprise
  }

  it('is shown with its place among the hundred to those who may see it', async () => {
    expect(await one(command)).toEqual({ name: names[0], position: 1 })
    expect(await one(command, union.enterprises[2])).toEqual({ name: names[2], position: null })
    expect(await one(union.owner)).toEqual({ name: names[0], position: 1 })
    expect(await one(union.neighbour)).toBeNull()
    expect(await one(union.integrator('VISITS'))).toBeNull()
    const other = await anActor((await anAccount((await aUnion()).id)).id)
    expect(await one(other)).toBeNull()
  })
})
