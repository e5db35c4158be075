import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor, anEnterprise, aUnion } from '#tests/setup/factories.ts'
import { openIssue, orderSupply, planVisit } from '#tests/setup/mutations.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let unions: SmallUnion[]
let stranger: SmallUnion
let district: Actor

/** Three unions of a district with rows that were made by turns, and one of another. */
beforeAll(async () => {
  openDb(await freshDatabase())
  const { id: parentId } = await aUnion({ level: 'DISTRICT' })
  unions = [await aSmallUnion(), await aSmallUnion(), await aSmallUnion()]
  stranger = await aSmallUnion()
  const id = { in: unions.map(({ unionId }) => unionId) }
  await db.tradeUnion.updateMany({ where: { id }, data: { parentId } })
  for (let turn = 0; turn < 4; turn++) {
    for (const [place, { command, squads, mask }] of [...unions, stranger].entries()) {
      const enterprise = await anEnterprise(command, {
        name: `${'张李王赵'[(turn * 3 + place) % 4]}家${turn}${place}号`,
      })
      await planVisit(squads[turn % 2]!, enterprise, { plannedOn: `2026-12-0${1 + ((turn + place) % 4)}` })
      await openIssue(command, enterprise, { title: `房租 ${turn}` })
      await orderSupply(command, enterprise, mask, { requested: 10 * (turn + 1) + place })
    }
  }
  district = await anActor((await anAccount(parentId, { role: 'DISTRICT' })).id)
}, 120_000)
afterAll(() => closeDb())

type Row = { id: string; union: { id: string } }
type Page = {
  totalCount: number
  edges: { cursor: string; node: Row }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null; startCursor: string | null }
}

const read = async (list: string, args: string): Promise<Page> => {
  const fields =
    'pageInfo { hasNextPage hasPreviousPage endCursor startCursor } edges { cursor node { id union { id } } }'
  const answer = await ask<Record<string, Page>>(district, `{ ${list}${args && `(${args})`} { totalCount ${fields} } }`)
  return answer[list]!
}

/** All rows of a list, a few at a time. */
async function walk(list: string, args: string, backwards = false): Promise<string[]> {
  const found: string[] = []
  for (let cursor = ''; ; ) {
    const turn = backwards ? `last: 4 ${cursor && `before: "${cursor}"`}` : `first: 4 ${cursor && `after: "${cursor}"`}`
    const { edges, pageInfo } = await read(list, `${args} ${turn}`)
    const ids = edges.map(({ node }) => node.id)
    if (backwards) found.unshift(...ids)
    else found.push(...ids)
    if (!(backwards ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return found
    cursor = (backwards ? pageInfo.startCursor : pageInfo.endCursor)!
  }
}

const own = () => ({ unionId: { in: unions.map(({ unionId }) => unionId) } })
const gid = (type: string) => (rows: { id: string }[]) => rows.map(({ id }) => globalId(type, id))

/** Each list with an order, and the rows as the table gives them. */
const lists: [name: string, list: string, args: string, expected: () => Promise<string[]>][] = [
  [
    'enterprises in the order of the register',
    'enterprises',
    '',
    async () => gid('Enterprise')(await db.enterprise.findMany({ where: own(), orderBy: { id: 'asc' } })),
  ],
  [
    'enterprises by name',
    'enterprises',
    'orderBy: { by: NAME, direction: ASC }',
    async () =>
      gid('Enterprise')(await db.enterprise.findMany({ where: own(), orderBy: [{ name: 'asc' }, { id: 'asc' }] })),
  ],
  [
    'enterprises with a word',
    'enterprises',
    'search: "家"',
    async () =>
      gid('Enterprise')(
        await db.enterprise.findMany({ where: { ...own(), name: { contains: '家' } }, orderBy: { id: 'asc' } }),
      ),
  ],
  [
    'issues',
    'issues',
    '',
    async () => gid('Issue')(await db.issue.findMany({ where: own(), orderBy: { id: 'desc' } })),
  ],
  [
    'visits',
    'visits',
    '',
    async () => {
      const orderBy = [{ plannedOn: 'desc' as const }, { squadId: 'asc' as const }, { stop: 'asc' as const }]
      return gid('Visit')(await db.visit.findMany({ where: own(), orderBy: [...orderBy, { id: 'asc' }] }))
    },
  ],
  [
    'orders',
    'supplyOrders',
    '',
    async () => gid('SupplyOrder')(await db.supplyOrder.findMany({ where: own(), orderBy: { id: 'desc' } })),
  ],
  [
    'orders by what was requested',
    'supplyOrders',
    'orderBy: { by: REQUESTED, direction: DESC }',
    async () =>
      gid('SupplyOrder')(
        await db.supplyOrder.findMany({ where: own(), orderBy: [{ requested: 'desc' }, { id: 'desc' }] }),
      ),
  ],
  [
    'suppliers',
    'suppliers',
    '',
    async () =>
      gid('Supplier')(await db.supplier.findMany({ where: own(), orderBy: [{ name: 'asc' }, { id: 'asc' }] })),
  ],
]

describe('a list over all unions of a district', () => {
  it.each(lists)(
    'has the %s of all in one order, from both ends, and those of no other',
    async (_, list, args, expected) => {
      const rows = await expected()
      expect(rows.length).toBeGreaterThan(2)
      expect((await read(list, args)).totalCount).toBe(rows.length)
      expect(await walk(list, args)).toEqual(rows)
      expect(await walk(list, args, true)).toEqual(rows)
    },
  )

  it('says of which union a row is', async () => {
    const { edges } = await read('issues', 'first: 100')
    const named = new Set(edges.map(({ node }) => node.union.id))
    expect([...named].sort()).toEqual(unions.map(({ unionId }) => globalId('TradeUnion', unionId)).sort())
  })

  it('goes over one alone where that is named', async () => {
    const unionId = globalId('TradeUnion', unions[1]!.unionId)
    const { edges, totalCount } = await read('enterprises', `unionId: "${unionId}"`)
    expect(totalCount).toBe(7)
    expect(new Set(edges.map(({ node }) => node.union.id))).toEqual(new Set([unionId]))
  })

  it('is empty for a district that has none', async () => {
    const { id } = await aUnion({ level: 'DISTRICT', name: randomUUID() })
    const nobody = await anActor((await anAccount(id, { role: 'DISTRICT' })).id)
    expect(await ask(nobody, '{ enterprises { totalCount } visits { totalCount } }')).toEqual({
      enterprises: { totalCount: 0 },
      visits: { totalCount: 0 },
    })
  })
})
