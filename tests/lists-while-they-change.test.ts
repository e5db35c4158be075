import fc from 'fast-check'
import { type GraphQLEnumType, getNamedType, isInputObjectType, isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { schema } from '#server/schema.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aSmallUnion, ask } from '#tests/setup/small-union.ts'
import { lists, type Walked } from '#tests/setup/walked-lists.ts'
import { visit, world } from '#tests/setup/walked-rows.ts'

beforeAll(async () => {
  openDb(await freshDatabase())
  const union = await aSmallUnion()
  const { unionId } = union
  const zone = await db.zone.create({ data: { unionId, name: '北院门', position: 1 } })
  Object.assign(world, { union, integrator: union.integrator().accountId, zoneId: zone.id })
  world.visitId = (await db.visit.create({ data: visit(0) })).id
})
afterAll(() => closeDb())

type Page = {
  edges: { cursor: string; node: { id: string } }[]
  pageInfo: { startCursor: string | null; endCursor: string | null; hasNextPage: boolean; hasPreviousPage: boolean }
}

/** Asks for a page of a list, wherever it is in the answer. */
async function pageOf({ document }: Walked, args: string): Promise<Page> {
  const fields = 'edges { cursor node { id } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }'
  const squad = globalId('Squad', world.union.squads[0].squadId!)
  let at = await ask<object>(world.union.command, document(args, `{ ${fields} }`))
  while (!('edges' in at)) {
    const [inner] = Object.values(at).filter((value) => typeof value === 'object')
    at = Array.isArray(inner) ? inner.find(({ id }) => id === squad) : inner
  }
  return at as Page
}

/** Something that happens between two pages: to the row with this number, or a row that comes in. */
const happening = fc.record({ what: fc.constantFrom('delete', 'leave', 'move', 'come'), n: fc.nat({ max: 14 }) })
const walk = fc.record({
  size: fc.integer({ min: 1, max: 5 }),
  backwards: fc.boolean(),
  happenings: fc.array(happening, { minLength: 2, maxLength: 10 }),
})

/** Lists whose rows never change and never leave, and the pairs, which have no ids; each has a test of its own. */
const unchanging = [
  'Query.auditEntries',
  'Query.doubles',
  'RosterImport.rows',
  ...['Enterprise', 'Issue', 'Measure', 'SupplyOrder', 'Visit'].map((type) => `${type}.history`),
]

it('every list of pages is walked here, but for pairs and those whose rows never change', () => {
  const connections = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ at: `${type.name}.${field.name}`, field })))
    .filter(({ field }) => getNamedType(field.type).name.endsWith('Connection'))
    .map(({ at }) => at)
  expect(connections.sort()).toEqual([...Object.keys(lists), ...unchanging].sort())
})

/** A list in each of the orders that its field takes, from both ends, besides the usual one. */
const inOrders = Object.entries(schema.getQueryType()!.getFields()).flatMap(([field, { args }]) => {
  const orderBy = args.find(({ name }) => name === 'orderBy')?.type
  if (!isInputObjectType(orderBy)) return []
  const { values } = (getNamedType(orderBy.getFields().by!.type) as GraphQLEnumType).toConfig()
  const list = lists[`Query.${field}`]!
  return Object.keys(values).flatMap((by) =>
    ['ASC', 'DESC'].map((direction): [string, Walked, number] => {
      const order = `orderBy: { by: ${by}, direction: ${direction} }`
      const document = (page: string, fields: string) => list.document(`${order}, ${page}`, fields)
      // the columns of the order are those that change
      const move = list.moveIn?.[by] ?? list.move
      return [`Query.${field} by ${by}, ${direction}`, { ...list, document, move }, 2]
    }),
  )
})

const walked: [string, Walked, number][] = Object.entries(lists).map(([name, list]) => [name, list, 6])

describe.each([...walked, ...inOrders])('%s', (_, list, numRuns) => {
  it('gives what is there all the time once, whatever else happens to its rows', async () => {
    await fc.assert(
      fc.asyncProperty(walk, async ({ size, backwards, happenings }) => {
        const table = list.table()
        const ids: string[] = []
        const enter = async (...numbers: number[]) => {
          const data = numbers.map(list.row)
          await table.createMany({ data })
          ids.push(...data.map(({ id }) => id))
        }
        await enter(...Array.from({ length: 10 }, (_, n) => n * 7))
        const touched = new Set<string>()
        const seen: string[] = []
        const left = [...happenings]
        for (let cursor: string | null = null, more = true; more; ) {
          const from = cursor ? `, ${backwards ? 'before' : 'after'}: "${cursor}"` : ''
          const { edges, pageInfo } = await pageOf(list, `${backwards ? 'last' : 'first'}: ${size}${from}`)
          const shown = edges.map(({ node }) => node.id)
          seen.push(...(backwards ? shown.reverse() : shown))
          cursor = backwards ? pageInfo.startCursor : pageInfo.endCursor
          more = backwards ? pageInfo.hasPreviousPage : pageInfo.hasNextPage
          // a row further than the last one is the last of the page that was just read, with whose cursor the next one begins
          const last = ids.find((id) => globalId(list.type, id) === seen.at(-1))
          for (const { what, n } of left.splice(0, 2)) await happen(what, n < 10 ? ids[n] : last, n)
        }
        async function happen(what: string, id: string | undefined, n: number): Promise<void> {
          const where = { id: id ?? ids[0]! }
          if (what === 'come') await enter(n)
          else if (what === 'move' && list.move && !touched.has(where.id))
            await table.updateMany({ where, data: list.move(n) })
          else if (what === 'leave' && list.leave) await table.updateMany({ where, data: list.leave })
          else await table.deleteMany({ where })
          touched.add(what === 'come' ? ids.at(-1)! : where.id)
        }
        const times = (id: string) => seen.filter((each) => each === globalId(list.type, id)).length
        const wrong = ids.filter((id) => !touched.has(id)).filter((id) => times(id) !== 1)
        await table.deleteMany({ where: { id: { in: ids } } })
        expect(wrong).toEqual([])
      }),
      { numRuns, endOnFailure: true },
    )
  })
})
