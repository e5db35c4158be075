import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createEnterprise } from '#server/modules/enterprises/create.ts'
import { retireEnterprise } from '#server/modules/enterprises/retire.ts'
import { updateEnterprise } from '#server/modules/enterprises/update.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { openIssue } from '#tests/setup/mutations.ts'
import { aCreditCode } from '#tests/setup/rosters.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
})
afterAll(() => closeDb())

/** What is entered of an enterprise; nothing is known of what is left out. */
type Entered = { name: string; creditCode?: string | null; address?: string; phones?: string[] }

const contacts = (phones: string[]) =>
  phones.map((phone, place) => ({ kind: (['OWNER', 'HEALTH'] as const)[place]!, name: '张三', phone }))

/** Enters an enterprise, and answers with its id. */
async function entered({ phones = [], ...facts }: Entered): Promise<string> {
  const input = { creditCode: null, address: '', ...facts, contacts: contacts(phones) }
  return (await createEnterprise(union.command, { clientId: randomUUID(), ...input })).subjectId!
}

const likelyDocument = `query ($name: String!, $creditCode: String, $address: String, $phones: [String!], $enterpriseId: ID) {
  likelyDoubles(name: $name, creditCode: $creditCode, address: $address, phones: $phones, enterpriseId: $enterpriseId) {
    enterprise { name creditCode contacts { phone } } reasons } }`

/** What is shown to be likely the one that is typed: the names with the reasons. */
async function likely(typed: Entered & { enterpriseId?: string }, actor: Actor = union.command) {
  type Shown = { likelyDoubles: { enterprise: { name: string }; reasons: string[] }[] }
  const { likelyDoubles } = await ask<Shown>(actor, likelyDocument, typed)
  return likelyDoubles.map(({ enterprise, reasons }) => `${enterprise.name} ${reasons.join(' ')}`)
}

type Pairs = {
  doubles: {
    totalCount: number
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string; startCursor: string }
    edges: { node: { newer: { id: string }; older: { id: string }; reasons: string[] } }[]
  }
}

const listed = (page = 'first: 20', actor: Actor = union.command) =>
  ask<Pairs>(
    actor,
    `{ doubles(${page}) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { node { newer { id name address contacts { phone } } older { id name } reasons } } } }`,
  ).then(({ doubles }) => doubles)

/** The pairs of the list by the ids of the two. */
const pairs = async () =>
  (await listed()).edges.map(({ node }) => [node.newer.id, node.older.id, node.reasons.join(' ')])

const pair = (newer: string, older: string, reasons: string) => [
  globalId('Enterprise', newer),
  globalId('Enterprise', older),
  reasons,
]

describe('an enterprise that is typed is likely to be', () => {
  it('one of the same name and place, whatever the brackets, the width and the blanks are', async () => {
    await entered({ name: '回坊小吃(总店)', address: '北院门 1 号' })
    expect(await likely({ name: '回坊小吃（总店）', address: '北院门１号' })).toEqual(['回坊小吃(总店) SAME_PLACE'])
    expect(await likely({ name: '回坊小吃总店', address: '西羊市 9 号' })).toEqual([])
    expect(await likely({ name: '回坊小吃(分店)', address: '北院门 1 号' })).toEqual([])
    expect(await likely({ name: '回坊-小吃总店', address: '北院门 1 号' })).toEqual([])
  })

  it('one of the same name and phone of any contact, however that is written', async () => {
    await entered({ name: '钟楼早点', address: '北大街 2 号', phones: ['029-8765 4321', '13800138000'] })
    expect(await likely({ name: '钟楼早点', address: '南大街 3 号', phones: ['+86 138 0013 8000'] })).toEqual([
      '钟楼早点 SAME_PHONE',
    ])
    expect(await likely({ name: '钟楼早点', address: '北大街2号', phones: ['02987654321'] })).toEqual([
      '钟楼早点 SAME_PLACE SAME_PHONE',
    ])
    expect(await likely({ name: '钟楼早点', address: '南大街 3 号', phones: ['13900139000', ''] })).toEqual([])
  })

  it('one of the same name whose address is the same in other words, or that has its second phone', async () => {
    const id = await entered({ name: '钟楼早点', address: '西安市莲湖区北院门街88号' })
    expect(await likely({ name: '钟楼早点', address: '北院门 88号一层' })).toEqual(['钟楼早点 SAME_PLACE'])
    expect(await likely({ name: '钟楼早点', address: '北院门87号', phones: ['13900139000'] })).toEqual([])
    const cell = { unionId: union.unionId, subjectType: 'Enterprise', subjectId: id, column: 'contactPhone' }
    const words = {
      text: '13800138000/13900139000',
      isDoubtful: false,
      title: '电话',
      titleEn: 'Phone',
      name: '',
      row: 2,
    }
    await db.cellText.create({ data: { ...cell, ...words, rosterId: randomUUID(), at: new Date() } })
    expect(await likely({ name: '钟楼早点', address: '北院门87号', phones: ['13900139000'] })).toEqual([
      '钟楼早点 SAME_PHONE',
    ])
  })

  it('one of the same name of which nothing is known that tells it apart, the surest first', async () => {
    await entered({ name: '书院茶社' })
    await entered({ name: '书院茶社', address: '书院门 5 号' })
    expect(await likely({ name: '书院茶社' })).toEqual(['书院茶社 SAME_NAME', '书院茶社 SAME_NAME'])
    expect(await likely({ name: '书院茶社', address: '书院门 5 号' })).toEqual([
      '书院茶社 SAME_PLACE',
      '书院茶社 SAME_NAME',
    ])
  })

  it('the one with its code, and one whose code came later, but none with another code at another place', async () => {
    const [code, another] = [aCreditCode(), aCreditCode()]
    await entered({ name: '城墙书店', creditCode: code, address: '南门 8 号' })
    expect(await likely({ name: '换了名字的店', creditCode: ` ${code.toLowerCase()} ` })).toEqual([
      '城墙书店 SAME_CODE',
    ])
    expect(await likely({ name: '城墙书店', address: '南门 8 号' })).toEqual(['城墙书店 SAME_PLACE'])
    expect(await likely({ name: '城墙书店' })).toEqual(['城墙书店 SAME_NAME'])
    expect(await likely({ name: '城墙书店', creditCode: another, address: '北门 1 号' })).toEqual([])
    expect(await likely({ name: '城墙书店', creditCode: another })).toEqual([])
    expect(await likely({ name: '城墙书店', creditCode: another, address: '南门8号' })).toEqual(['城墙书店 SAME_PLACE'])
    expect(await likely({ name: '城墙书店', creditCode: code.slice(0, 12) })).toEqual(['城墙书店 SAME_NAME'])
  })

  it('none that is retired, of another union, or itself, and five at most', async () => {
    const id = await entered({ name: '鼓楼药房' })
    expect(await likely({ name: '鼓楼药房', enterpriseId: globalId('Enterprise', id) })).toEqual([])
    const other = await aSmallUnion()
    expect(await likely({ name: '鼓楼药房' }, other.command)).toEqual([])
    await retireEnterprise(union.command, { clientId: randomUUID(), enterpriseId: id })
    expect(await likely({ name: '鼓楼药房' })).toEqual([])
    for (let n = 0; n < 6; n++) await entered({ name: '小卖部' })
    expect(await likely({ name: '小卖部' })).toHaveLength(5)
  })

  it('is shown to the command centre and to squads', async () => {
    await entered({ name: '回坊小吃' })
    expect(await likely({ name: '回坊小吃' }, union.squads[0])).toHaveLength(1)
    for (const actor of [union.tax, union.owner, union.wall, union.integrator('ENTERPRISES', 'BOARD')])
      await expect(likely({ name: '回坊小吃' }, actor)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('refuses an id of another type, a name of one character and four phones', async () => {
    const squad = globalId('Squad', union.squads[0].squadId!)
    await expect(likely({ name: '回坊小吃', enterpriseId: squad })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(likely({ name: '回' })).rejects.toBeDefined()
    await expect(likely({ name: '回坊小吃', phones: ['', '', '', ''] })).rejects.toBeDefined()
  })
})

describe('the list of doubles', () => {
  it('has each beside the one before it that it is most likely to be, the newest first', async () => {
    expect(await pairs()).toEqual([])
    const bare = await entered({ name: '回坊小吃' })
    const placed = await entered({ name: '(回坊)小吃', address: '北院门 1 号' })
    const coded = await entered({ name: '回坊小吃', address: '北院门1号', creditCode: aCreditCode() })
    await entered({ name: '回坊小吃', address: '西羊市 9 号', creditCode: aCreditCode() })
    const called = await entered({ name: '钟楼早点', address: '北大街 2 号', phones: ['13800138000'] })
    const again = await entered({ name: '钟楼早点', address: '南大街 3 号', phones: ['138 0013 8000'] })
    expect(await pairs()).toEqual([
      pair(again, called, 'SAME_PHONE'),
      // nothing is known of the first that tells it apart from the one in the Xiyangshi
      [expect.any(String), globalId('Enterprise', bare), 'SAME_NAME'],
      pair(coded, placed, 'SAME_PLACE'),
      pair(placed, bare, 'SAME_NAME'),
    ])
  })

  it('loses a pair when one of them is retired, or gets a name of its own', async () => {
    const one = await entered({ name: '书院茶社' })
    const two = await entered({ name: '书院茶社' })
    const three = await entered({ name: '书院茶社' })
    expect(await pairs()).toEqual([pair(three, one, 'SAME_NAME'), pair(two, one, 'SAME_NAME')])
    await retireEnterprise(union.command, { clientId: randomUUID(), enterpriseId: one })
    expect(await pairs()).toEqual([pair(three, two, 'SAME_NAME')])
    await updateEnterprise(union.command, { clientId: randomUUID(), enterpriseId: two, name: '书院茶社二店' })
    expect(await pairs()).toEqual([])
  })

  it('is paged from either end', async () => {
    const ids: string[] = []
    for (let n = 0; n < 4; n++) ids.push(await entered({ name: '小卖部' }))
    const newer = (page: Awaited<ReturnType<typeof listed>>) => page.edges.map(({ node }) => node.newer.id)
    const [, second, third, fourth] = ids.map((id) => globalId('Enterprise', id))
    const first = await listed('first: 2')
    expect([newer(first), first.totalCount]).toEqual([[fourth, third], 3])
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
    const rest = await listed(`first: 2, after: "${first.pageInfo.endCursor}"`)
    expect(newer(rest)).toEqual([second])
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
    const back = await listed(`last: 1, before: "${rest.pageInfo.startCursor}"`)
    expect(newer(back)).toEqual([third])
    expect(back.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
    await expect(listed('first: 1, after: "x"')).rejects.toMatchObject({ code: 'INVALID' })
  })

  it('compares of one name the newest thirty, so that many shops of one name hide no others', async () => {
    const [row] = await db.enterprise.findMany({ where: { unionId: union.unionId }, take: 1 })
    const older = await entered({ name: '书院茶社' })
    const newer = await entered({ name: '书院茶社' })
    const shop = (n: number) => ({ ...row!, id: randomUUID(), name: '小卖部', creditCode: null, address: `${n} 号` })
    await db.enterprise.createMany({ data: Array.from({ length: 150 }, (_, n) => shop(n)) })
    expect(await pairs()).toEqual([pair(newer, older, 'SAME_NAME')])
  })

  it('is compared once for all who ask, until the register changes', async () => {
    let compared = 0
    const count = ({ query }: { query: string }) => {
      if (query.includes('WITH alike')) compared += 1
    }
    ;(db.$on as (event: 'query', listener: typeof count) => void)('query', count)
    const older = await entered({ name: '书院茶社' })
    const newer = await entered({ name: '书院茶社' })
    const lists = await Promise.all(Array.from({ length: 10 }, () => pairs()))
    expect(lists).toEqual(Array.from({ length: 10 }, () => [pair(newer, older, 'SAME_NAME')]))
    await openIssue(union.command, older)
    await pairs()
    expect(compared).toBe(1)
    const newest = await entered({ name: '书院茶社' })
    expect((await pairs())[0]).toEqual(pair(newest, older, 'SAME_NAME'))
    expect(compared).toBe(2)
  })

  it('is for the command centre', async () => {
    const others = [union.squads[0], union.tax, union.owner, union.wall, union.integrator('ENTERPRISES', 'BOARD')]
    for (const actor of others) await expect(listed('first: 1', actor)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
