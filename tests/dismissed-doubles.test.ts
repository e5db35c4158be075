import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createEnterprise } from '#server/modules/enterprises/create.ts'
import type { Actor } from '#server/platform/context.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { idOf, merge, separate, trueFigures } from '#tests/setup/mergers.ts'
import { mutate } from '#tests/setup/mutations.ts'
import { countsOf, previewKind } from '#tests/setup/roster-kinds.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let command: Actor

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  command = union.command
})
afterAll(() => closeDb())

const shop = { name: '回坊小吃', address: '北院门 1 号' }

/** Enters a shop, and answers with its id. */
const entered = async (phone = '', facts = {}): Promise<string> => {
  const contacts = phone ? [{ kind: 'OWNER' as const, name: '', phone }] : []
  return (await createEnterprise(command, { clientId: randomUUID(), ...shop, ...facts, contacts })).subjectId!
}

const dismiss = (one: string, other: string) =>
  mutate(command, 'dismissDouble', { enterpriseId: idOf(one), otherEnterpriseId: idOf(other) })
const recall = (one: string, other: string) =>
  mutate(command, 'recallDouble', { enterpriseId: idOf(one), otherEnterpriseId: idOf(other) })

type Pairs = {
  doubles: {
    totalCount: number
    pageInfo: { endCursor: string }
    edges: { node: { newer: { id: string }; older: { id: string }; reasons: string[]; dismissedAt: string | null } }[]
  }
}
const listed = async (isDismissed: boolean, page = 'first: 10') => {
  const query = `{ doubles(isDismissed: ${isDismissed}, ${page}) {
    totalCount pageInfo { endCursor } edges { node { newer { id } older { id } reasons dismissedAt } } } }`
  return (await ask<Pairs>(command, query)).doubles
}
const pairs = async (isDismissed: boolean) =>
  (await listed(isDismissed)).edges.map(({ node }) => [node.newer.id, node.older.id, node.dismissedAt !== null])

const likely = async (enterpriseId: string) => {
  const query = `query ($name: String!, $address: String, $enterpriseId: ID) {
    likelyDoubles(name: $name, address: $address, enterpriseId: $enterpriseId) { enterprise { id } } }`
  type Shown = { likelyDoubles: { enterprise: { id: string } }[] }
  const { likelyDoubles } = await ask<Shown>(command, query, { ...shop, enterpriseId: idOf(enterpriseId) })
  return likelyDoubles.map(({ enterprise }) => enterprise.id)
}

it('a pair that is two shops is put away in the list and at the record, stands on the second list, and is put back', async () => {
  const [one, two, three] = [await entered(), await entered(), await entered()]
  await dismiss(two, one)
  expect(await pairs(false)).toEqual([[idOf(three), idOf(one), false]])
  expect(await pairs(true)).toEqual([[idOf(two), idOf(one), true]])
  expect([await likely(one), await likely(two)]).toEqual([[idOf(three)], [idOf(three)]])
  await dismiss(one, three)
  expect(await pairs(false)).toEqual([[idOf(three), idOf(two), false]])
  const [first, second] = await pairs(true)
  expect([first, second]).toEqual([
    [idOf(three), idOf(one), true],
    [idOf(two), idOf(one), true],
  ])
  const page = await listed(true, 'first: 1')
  expect(page.totalCount).toBe(2)
  const next = await listed(true, `first: 1, after: "${page.pageInfo.endCursor}"`)
  expect(next.edges.map(({ node }) => node.newer.id)).toEqual([idOf(two)])
  await expect(dismiss(one, two)).rejects.toMatchObject({ code: 'CONFLICT' })
  await recall(one, two)
  await expect(recall(one, two)).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await likely(one)).toEqual([idOf(two)])
  const { enterprise } = await ask<{ enterprise: { history: { edges: { node: { kind: string } }[] } } }>(
    command,
    'query ($id: ID!) { enterprise(id: $id) { history(first: 2) { edges { node { kind } } } } }',
    { id: idOf(two) },
  )
  expect(enterprise.history.edges.map(({ node }) => node.kind)).toEqual([
    'ENTERPRISE_DOUBLE_RECALLED',
    'ENTERPRISE_DOUBLE_DISMISSED',
  ])
  await trueFigures(union)
})

it('a row of an import is the one of two different shops of one name and place with which it has most in common', async () => {
  const [one, two] = [await entered('13800138000'), await entered('13900139000')]
  const kinds = async (line: string) => {
    const roster = await previewKind(command, 'ENTERPRISES', ['企业名称,地址,电话', line])
    return [...countsOf(roster), roster.doubtful]
  }
  const line = '回坊小吃,北院门1号,13900139000'
  expect(await kinds(line)).toEqual([0, 0, 0, 0, 1])
  await dismiss(one, two)
  expect(await kinds(line)).toEqual([0, 0, 1, 0, 0])
  expect(await kinds('回坊小吃,北院门1号,')).toEqual([0, 0, 0, 0, 1])
})

it('two that are merged after all are two again when they are taken apart', async () => {
  const [one, two] = [await entered(), await entered()]
  await dismiss(one, two)
  await merge(union, one, two)
  expect([await pairs(false), await pairs(true)]).toEqual([[], []])
  await separate(union, one)
  expect([await pairs(false), await pairs(true)]).toEqual([[], [[idOf(two), idOf(one), true]]])
})

it('is refused for one entry and for what the union does not have', async () => {
  const one = await entered()
  await expect(dismiss(one, one)).rejects.toMatchObject({ code: 'INVALID' })
  const other = await aSmallUnion()
  await expect(dismiss(one, other.enterprises[0])).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
