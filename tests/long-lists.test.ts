import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertAll } from '#server/log/rows.ts'
import { searchedColumns } from '#server/modules/enterprises/searched.ts'
import type { Actor } from '#server/platform/context.ts'
import { mostFound } from '#server/platform/near.ts'
import { mostCounted } from '#server/platform/page.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor, aUnion } from '#tests/setup/factories.ts'
import { ask } from '#tests/setup/small-union.ts'

const many = mostCounted + 2000
const names = Array.from({ length: many }, (_, n) => {
  if (n < 150) return `开头${n}号茶店`
  if (n % 2500 === 1200) return `远处${n}号书店`
  return n > many - 300 ? `末尾${n}号药店` : `常见${n}号理发店`
})

let command: Actor

beforeAll(async () => {
  openDb(await freshDatabase())
  const { id: unionId } = await aUnion()
  command = await anActor((await anAccount(unionId)).id)
  const rows = names.map((name, n) => {
    const creditCode = `CODE${n}`
    const id = `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
    const facts = { address: '', industry: '', headcount: 0 }
    return { id, unionId, name, creditCode, ...facts, ...searchedColumns({ name, creditCode }) }
  })
  for (const statement of insertAll('Enterprise', rows)) await db.$executeRaw(statement)
  await db.$executeRaw`ANALYZE "Enterprise"`
})
afterAll(() => closeDb())

type Page = {
  edges: { cursor: string; node: { name: string } }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean }
}

const page = async (search: string, args: string): Promise<Page> => {
  const query = `query ($search: String) { enterprises(search: $search, ${args}) {
    edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage } } }`
  return (await ask<{ enterprises: Page }>(command, query, { search })).enterprises
}

const count = async (search = '') => {
  const query = 'query ($search: String) { enterprises(search: $search) { totalCount isFloor } }'
  return (await ask<{ enterprises: object }>(command, query, { search })).enterprises
}

describe('a search in a list of many thousands', () => {
  it.each([
    ['common words', '理发店', 100],
    ['few matches that lie far apart', '书店', 2],
    ['matches at one end of the list', '药店', 100],
    ['a code', 'CODE12', 50],
  ])('finds all matches of %s in order, from both ends', async (_, search, size) => {
    const matches = names.filter((name, n) => `${name} CODE${n}`.includes(search))
    const first = await page(search, `first: ${size}`)
    expect(first.edges.map(({ node }) => node.name)).toEqual(matches.slice(0, size))
    expect(first.pageInfo).toEqual({ hasNextPage: matches.length > size, hasPreviousPage: false })
    const second = await page(search, `first: ${size}, after: "${first.edges.at(-1)!.cursor}"`)
    expect(second.edges.map(({ node }) => node.name)).toEqual(matches.slice(size, 2 * size))
    const last = await page(search, `last: ${size}`)
    expect(last.edges.map(({ node }) => node.name)).toEqual(matches.slice(-size))
    expect(last.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: matches.length > size })
  })

  it('finds nothing of what is not there', async () => {
    expect((await page(randomUUID().slice(0, 8), 'first: 50')).edges).toEqual([])
    expect((await page('没有', 'last: 50')).edges).toEqual([])
  })
})

it('a list is counted exactly up to ten thousand, a search up to two thousand, and beyond that as at least so many', async () => {
  for (const rare of ['书店', '药店', '茶店']) {
    const totalCount = names.filter((name) => name.includes(rare)).length
    expect(await count(rare)).toEqual({ totalCount, isFloor: false })
  }
  expect(await count()).toEqual({ totalCount: mostCounted, isFloor: true })
  expect(await count('理发店')).toEqual({ totalCount: mostFound, isFloor: true })
})
