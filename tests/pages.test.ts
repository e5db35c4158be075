import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Prisma } from '#codegen/prisma/client.ts'
import { globalId } from '#server/platform/ids.ts'
import { Order, type Side } from '#server/platform/keyset.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
  const issue = { kind: 'BLOCKAGE', category: 'RENT', severity: 'LOW', source: 'CALL', openedAt: new Date() } as const
  for (const enterpriseId of union.enterprises) {
    const data = ['甲', '乙', '丙', '丁'].map((title) => ({ ...issue, title, enterpriseId, unionId: union.unionId }))
    await db.issue.createMany({ data })
  }
})
afterAll(() => closeDb())

type Info = { startCursor: string; endCursor: string; hasNextPage: boolean; hasPreviousPage: boolean }
type Issues = { edges: { cursor: string; node: { id: string } }[]; pageInfo: Info; totalCount: number }
const fields =
  '{ totalCount edges { cursor node { id } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } }'
const issues = async (args: string) =>
  (await ask<{ issues: Issues }>(union.command, `{ issues(${args}) ${fields} }`)).issues

describe('the arguments of a page', () => {
  it.each([
    ['first: 101', 'first'],
    ['first: -1', 'first'],
    ['last: 101', 'last'],
    ['last: -1', 'last'],
    ['first: 1, last: 1', 'last'],
    ['after: "x"', 'after'],
    ['after: ""', 'after'],
    [`after: "${Buffer.from('[1').toString('base64url')}"`, 'after'],
    [`last: 1, before: "${Buffer.from('["a","b"]').toString('base64url')}"`, 'before'],
  ])('%s is INVALID, whichever list is asked', async (args, field) => {
    const refused = { code: 'INVALID', details: { field } }
    for (const list of ['issues', 'visits', 'accounts', 'tokens', 'suppliers', 'supplyOrders', 'enterprises'])
      await expect(ask(union.command, `{ ${list}(${args}) { totalCount } }`)).rejects.toMatchObject(refused)
    await expect(ask(union.command, `{ squads { visits(${args}) { totalCount } } }`)).rejects.toMatchObject(refused)
  })

  it('hundred rows and none are pages', async () => {
    expect((await issues('first: 100')).edges).toHaveLength(12)
    const none = await issues('first: 0')
    expect([none.edges.length, none.pageInfo.hasNextPage, none.totalCount]).toEqual([0, true, 12])
  })

  it('a cursor of another list’s order is INVALID', async () => {
    const { endCursor } = (await issues('first: 1')).pageInfo
    const refused = { code: 'INVALID', details: { field: 'after' } }
    for (const list of ['visits', 'supplyOrders', 'enterprises'])
      await expect(ask(union.command, `{ ${list}(after: "${endCursor}") { totalCount } }`)).rejects.toMatchObject(
        refused,
      )
  })
})

describe('what a page says of the list around it', () => {
  it('is true in both directions, between two cursors and where nothing is between them', async () => {
    const all = (await issues('first: 100')).edges.map(({ cursor }) => cursor)
    const around = async (args: string) => {
      const { edges, pageInfo } = await issues(args)
      return [edges.length, pageInfo.hasPreviousPage, pageInfo.hasNextPage]
    }
    expect(await around('first: 3')).toEqual([3, false, true])
    expect(await around('last: 3')).toEqual([3, true, false])
    expect(await around(`first: 3, after: "${all[2]}"`)).toEqual([3, true, true])
    expect(await around(`first: 20, after: "${all[2]}", before: "${all[6]}"`)).toEqual([3, true, true])
    expect(await around(`last: 2, after: "${all[2]}", before: "${all[6]}"`)).toEqual([2, true, true])
    expect(await around(`first: 3, after: "${all[11]}"`)).toEqual([0, true, false])
    expect(await around(`last: 3, before: "${all[0]}"`)).toEqual([0, false, true])
    expect(await around(`first: 3, before: "${all[2]}"`)).toEqual([2, false, true])
  })

  it('is true of each of many lists that are read together', async () => {
    const query = `{ enterprises { edges { node { issues(first: 3) ${fields} } } } }`
    const { enterprises } = await ask<{ enterprises: { edges: { node: { issues: Issues } }[] } }>(union.command, query)
    const first = enterprises.edges.map(({ node }) => node.issues)
    expect(first.map(({ edges, totalCount, pageInfo }) => [edges.length, totalCount, pageInfo.hasNextPage])).toEqual(
      Array(3).fill([3, 4, true]),
    )
    const [id] = union.enterprises
    const after = first[0]!.pageInfo.endCursor
    const second = await ask<{ enterprise: { issues: Issues } }>(
      union.command,
      `{ enterprise(id: "${globalId('Enterprise', id)}") { issues(first: 3, after: "${after}") ${fields} } }`,
    )
    const { edges, pageInfo } = second.enterprise.issues
    expect([edges.length, pageInfo.hasPreviousPage, pageInfo.hasNextPage]).toEqual([1, true, false])
  })
})

describe('an order', () => {
  const directions = fc.constantFrom('asc' as const, 'desc' as const)
  const rowsOf = fc.array(fc.record({ day: fc.option(fc.nat({ max: 2 })), stop: fc.nat({ max: 2 }) }), {
    minLength: 3,
    maxLength: 8,
  })
  const sides: Side[] = ['after', 'before', 'at or after', 'at or before']

  it('parts its rows at each of them, whatever its directions are and where a value is null', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, directions, directions, async (given, first, second) => {
        const order = new Order('Visit', { finishedAt: `timestamptz? ${first}`, stop: `int ${second}`, id: 'uuid asc' })
        const data = given.map(({ day, stop }) => ({
          ...{ id: randomUUID(), unionId: union.unionId, squadId: union.squads[0].squadId!, stop },
          ...{ enterpriseId: union.enterprises[0], plannedOn: new Date('2020-03-20') },
          finishedAt: day === null ? null : new Date(Date.UTC(2020, 2, day + 1, 1, 2, 3, 45)),
        }))
        await db.visit.deleteMany()
        await db.visit.createMany({ data })
        const rows = await db.visit.findMany({ orderBy: order.orderBy(false) })
        const ids = rows.map(({ id }) => id)
        expect((await db.visit.findMany({ orderBy: order.orderBy(true) })).map(({ id }) => id)).toEqual(
          ids.toReversed(),
        )
        for (const [i, row] of rows.entries()) {
          const place = order.read(order.cursorOf(order.valuesOf(row)), 'after')
          for (const side of sides) {
            const from = side.startsWith('at') ? i : side === 'after' ? i + 1 : i - 1
            const expected = side.endsWith('after') ? ids.slice(from) : ids.slice(0, from + 1)
            const found = await db.visit.findMany({ where: order.where(place, side), orderBy: order.orderBy(false) })
            const bySql = await db.$queryRaw<{ id: string }[]>`
              SELECT c.id FROM "Visit" c WHERE ${order.sql(place, side, 'c')} ORDER BY ${order.orderSql('c', false)}`
            expect([found, bySql].map((each) => each.map(({ id }) => id))).toEqual([expected, expected])
          }
        }
      }),
      { numRuns: 8, endOnFailure: true },
    )
  })

  it('is found in an index by a plain bound beside its alternatives', () => {
    const order = new Order('Visit', { plannedOn: 'date desc', id: 'uuid asc' })
    const { sql } = Prisma.sql`${order.sql(['2020-03-20', randomUUID()], 'after', 'c')}`
    expect(sql).toMatch(/^"c"."plannedOn" <= \?::date AND \(/)
  })
})
