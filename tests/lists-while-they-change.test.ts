import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { getNamedType, isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { schema } from '#server/schema.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

/** A list that is walked: where it is in an answer, and what happens to its rows meanwhile. */
type Walked = {
  /** The query for a page of the list: its arguments, and what is asked of it. */
  document: (page: string, fields: string) => string
  type: string
  table: () => Table
  /** A new row of the list; the number decides where in its order. */
  row: (n: number) => { id: string }
  /** What takes a row out of the list without deleting it; null where nothing does. */
  leave: object | null
  /** What moves a row within the list; null where its order is that in which the rows were made. */
  move: ((n: number) => object) | null
}

type Table = {
  createMany: (args: { data: object[] }) => Promise<object>
  updateMany: (args: { where: object; data: object }) => Promise<object>
  deleteMany: (args: { where: object }) => Promise<object>
}

let union: SmallUnion
let visitId: string
let integrator: string

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
  visitId = (await db.visit.create({ data: visit(0) })).id
  integrator = union.integrator().accountId
}, 60_000)
afterAll(() => closeDb())

const dayOf = (n: number) => new Date(Date.UTC(2020, 2, 20 + (n % 3)))
const ownUnion = () => ({ id: randomUUID(), unionId: union.unionId })
const ofEnterprise = () => ({ ...ownUnion(), enterpriseId: union.enterprises[0] })
const visit = (n: number) => ({
  ...ofEnterprise(),
  squadId: union.squads[n % 2]!.squadId!,
  plannedOn: dayOf(n >> 1),
  stop: 1 + (n % 5),
})
const issue = () => ({
  ...ofEnterprise(),
  visitId,
  ...({ kind: 'BLOCKAGE', category: 'RENT', severity: 'LOW', source: 'CALL' } as const),
  title: '房租',
  openedAt: new Date(),
})
const order = () => ({ ...ofEnterprise(), itemId: union.mask, requested: 5 })
const account = (n: number) => ({
  ...ownUnion(),
  username: `${n % 7}-${randomUUID()}`,
  displayName: '',
  role: 'SQUAD' as const,
})
const token = (n: number) => ({
  ...ownUnion(),
  accountId: integrator,
  kind: 'TOKEN' as const,
  secretHash: randomUUID(),
  createdAt: dayOf(n),
  expiresAt: new Date('2030-01-01'),
})

const inEnterprise = (list: string) => (page: string, fields: string) =>
  `{ enterprise(id: "${globalId('Enterprise', union.enterprises[0])}") { ${list}(${page}) ${fields} } }`
const inQuery = (list: string, others: string) => (page: string, fields: string) =>
  `{ ${list}(${others} ${page}) ${fields} }`
const visits = {
  type: 'Visit',
  table: () => db.visit as never,
  row: visit,
  move: (n: number) => ({ stop: n, plannedOn: dayOf(n) }),
}
const issues = { type: 'Issue', table: () => db.issue as never, row: issue, leave: null, move: null }
const orders = {
  type: 'SupplyOrder',
  table: () => db.supplyOrder as never,
  row: order,
  leave: { cancelledAt: new Date() },
  move: null,
}

const lists: Record<string, Walked> = {
  'Query.visits': {
    ...visits,
    document: inQuery('visits', 'filter: { states: [PLANNED] }'),
    leave: { state: 'SKIPPED' },
  },
  'Enterprise.visits': { ...visits, document: inEnterprise('visits'), leave: null },
  'Squad.visits': {
    ...visits,
    document: (page, fields) => `{ squads { id visits(on: "2020-03-20", ${page}) ${fields} } }`,
    row: (n) => ({ ...visit(n), plannedOn: dayOf(0), squadId: union.squads[0].squadId! }),
    leave: { state: 'VOIDED' },
    move: (n) => ({ stop: n }),
  },
  'Query.issues': { ...issues, document: inQuery('issues', 'filter: { status: OPEN }'), leave: { status: 'CLOSED' } },
  'Enterprise.issues': { ...issues, document: inEnterprise('issues') },
  'Visit.issues': {
    ...issues,
    document: (page, fields) => `{ visit(id: "${globalId('Visit', visitId)}") { issues(${page}) ${fields} } }`,
    leave: { visitId: null },
  },
  'Query.supplyOrders': { ...orders, document: inQuery('supplyOrders', 'filter: { cancelled: false }') },
  'Enterprise.supplyOrders': { ...orders, document: inEnterprise('supplyOrders'), leave: null },
  'Query.enterprises': {
    document: inQuery('enterprises', 'filter: { industry: "零售" }'),
    type: 'Enterprise',
    table: () => db.enterprise as never,
    row: () => ({ ...ownUnion(), name: '店', creditCode: randomUUID(), address: '', industry: '零售', headcount: 1 }),
    leave: { industry: '餐饮' },
    move: null,
  },
  'Query.suppliers': {
    document: inQuery('suppliers', ''),
    type: 'Supplier',
    table: () => db.supplier as never,
    row: (n) => ({ ...ownUnion(), name: `${n % 7}厂 ${randomUUID()}`, contact: '', phone: '' }),
    leave: null,
    move: (n) => ({ name: `${n}厂 ${randomUUID()}` }),
  },
  'Query.accounts': {
    document: inQuery('accounts', ''),
    type: 'Account',
    table: () => db.account as never,
    row: account,
    leave: null,
    move: (n) => ({ username: `${n}-${randomUUID()}` }),
  },
  'Enterprise.resumptionChanges': {
    document: inEnterprise('resumptionChanges'),
    type: 'ResumptionChange',
    table: () => db.resumptionChange as never,
    row: (n) => ({
      ...{ id: randomUUID(), enterpriseId: union.enterprises[0], actorId: union.command.accountId },
      ...{ from: 'FILED', to: 'RESUMED', basis: '', source: 'CALL', on: dayOf(n), at: dayOf(n >> 1) },
    }),
    leave: null,
    move: (n) => ({ at: dayOf(n) }),
  },
  'Query.tokens': {
    document: inQuery('tokens', ''),
    type: 'Token',
    table: () => db.session as never,
    row: token,
    leave: { kind: 'BROWSER' },
    move: (n) => ({ createdAt: dayOf(n) }),
  },
}

type Page = {
  edges: { cursor: string; node: { id: string } }[]
  pageInfo: { startCursor: string | null; endCursor: string | null; hasNextPage: boolean; hasPreviousPage: boolean }
}

/** Asks for a page of a list, wherever it is in the answer. */
async function pageOf({ document }: Walked, args: string): Promise<Page> {
  const fields = 'edges { cursor node { id } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }'
  const squad = globalId('Squad', union.squads[0].squadId!)
  let at = await ask<object>(union.command, document(args, `{ ${fields} }`))
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

it('every list of pages is walked here, and that of a roster, whose rows never change, in its own test', () => {
  const connections = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ at: `${type.name}.${field.name}`, field })))
    .filter(({ field }) => getNamedType(field.type).name.endsWith('Connection'))
    .map(({ at }) => at)
  expect(connections.sort()).toEqual([...Object.keys(lists), 'RosterImport.rows'].sort())
})

describe.each(Object.keys(lists))('%s', (name) => {
  const list = lists[name]!

  it('gives what is there all the time once, whatever else happens to its rows', { timeout: 120_000 }, async () => {
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
      { numRuns: 6, endOnFailure: true },
    )
  })
})
