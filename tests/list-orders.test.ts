import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertAll } from '#server/log/rows.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { mostSorted } from '#server/platform/sorted.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { anAccount, anActor, aUnion } from '#tests/setup/factories.ts'
import { updateEnterprise } from '#tests/setup/mutations.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion

/** The ids of the rows by the names that the tests give them. */
const rows: Record<string, string> = {}

const day = (n: number) => new Date(Date.UTC(2020, 2, n))

/** Three rows of each list, which stand otherwise in each order. */
beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
  const { unionId, command } = union
  const [a, b, c] = union.enterprises as [string, string, string]
  Object.assign(rows, { a, b, c })
  await updateEnterprise(command, a, { name: '重庆小面', address: '西大街', headcount: 30 })
  await updateEnterprise(command, b, { name: '阿房宫', address: '北大街', headcount: 10 })
  await updateEnterprise(command, c, { name: 'Bell 咖啡', address: '2 号', headcount: 20 })
  const zone = (position: number) => db.zone.create({ data: { unionId, name: `${position}`, position } })
  const [first, second] = [await zone(8), await zone(9)]
  const enterprise = (id: string, data: object) => db.enterprise.update({ where: { id }, data })
  await enterprise(a, { zoneId: second.id, resumption: 'RESUMED', progress: 'PLANNED', openIssues: 1 })
  await enterprise(b, { zoneId: null, resumption: 'SUSPENDED', progress: 'DONE', openIssues: 0 })
  await enterprise(c, { zoneId: first.id, resumption: 'FILED', progress: 'NOT_PLANNED', openIssues: 4 })
  const agency = (kind: 'TAX' | 'POLICE') => db.agency.findFirstOrThrow({ where: { unionId, kind } })
  const [tax, police] = [(await agency('TAX')).id, (await agency('POLICE')).id]
  const squads = union.squads.map(({ squadId }) => squadId!)
  const of = (enterpriseId: string) => ({ id: newId(), unionId, enterpriseId })
  const make = async (table: 'visit' | 'issue' | 'supplyOrder', data: Record<string, object>) => {
    for (const [name, one] of Object.entries(data)) {
      rows[name] = (await (db[table] as typeof db.visit).create({ data: one as never })).id
    }
  }
  const stop = { stop: 1, plannedOn: day(20) }
  await make('visit', {
    v1: { ...of(a), ...stop, squadId: squads[1], state: 'FINISHED', finishedAt: day(22), outcome: 'REFUSED' },
    v2: { ...of(b), ...stop, squadId: squads[0], state: 'FINISHED', finishedAt: day(21), outcome: 'DONE' },
    v3: { ...of(c), stop: 1, plannedOn: day(19), squadId: squads[1], state: 'PLANNED' },
  })
  const issue = { source: 'CALL', squadId: squads[0] }
  await make('issue', {
    i1: {
      ...{
        ...of(a),
        ...issue,
        title: '口罩',
        kind: 'BLOCKAGE',
        category: 'TAX',
        severity: 'HIGH',
        agencyId: tax,
        agencyIds: [tax],
      },
      openedAt: day(3),
    },
    i2: {
      ...{ ...of(b), ...issue, title: '房租', kind: 'SUGGESTION', category: 'RENT', severity: 'LOW', agencyId: police },
      ...{ openedAt: day(2), status: 'CLOSED' },
    },
    i3: {
      ...{ ...of(c), ...issue, title: 'VAT', kind: 'DIFFICULTY', category: 'SUPPLIES', severity: 'HIGH' },
      openedAt: day(1),
    },
  })
  await make('supplyOrder', {
    o1: { ...of(a), itemId: union.alcohol, requested: 9, reserved: 8, createdAt: day(2) },
    o2: { ...of(b), itemId: union.mask, requested: 5, reserved: 0, createdAt: day(3) },
    o3: { ...of(c), itemId: union.mask, requested: 7, reserved: 0, createdAt: day(1), cancelledAt: day(4) },
  })
})
afterAll(() => closeDb())

const types: Record<string, string> = { visits: 'Visit', issues: 'Issue', enterprises: 'Enterprise' }

type Answer = Record<string, { orders: string[]; edges: { node: { id: string } }[] }>

async function list(field: string, args: string, actor: Actor = union.command) {
  return (await ask<Answer>(actor, `{ ${field}(${args}) { orders edges { node { id } } } }`))[field]!
}

/** The names of the rows in this order. */
async function inOrder(field: string, by: string, direction: string, actor?: Actor): Promise<string[]> {
  const { edges } = await list(field, `orderBy: { by: ${by}, direction: ${direction} }`, actor)
  const nameOf = new Map(
    Object.entries(rows).map(([name, id]) => [globalId(types[field] ?? 'SupplyOrder', id), name] as const),
  )
  return edges.map(({ node }) => nameOf.get(node.id)!)
}

describe('an order', () => {
  it.each([
    ['visits', 'PLANNED_ON', 'v3 v1 v2', 'v2 v1 v3'],
    ['visits', 'FINISHED_AT', 'v2 v1 v3', 'v3 v1 v2'],
    ['visits', 'ENTERPRISE', 'v2 v1 v3', 'v3 v1 v2'],
    ['visits', 'SQUAD', 'v2 v1 v3', 'v3 v1 v2'],
    ['visits', 'STATE', 'v3 v1 v2', 'v2 v1 v3'],
    ['visits', 'OUTCOME', 'v2 v1 v3', 'v3 v1 v2'],
    ['issues', 'OPENED_AT', 'i3 i2 i1', 'i1 i2 i3'],
    // of two that are as severe the older one comes first where the most severe do
    ['issues', 'SEVERITY', 'i2 i1 i3', 'i3 i1 i2'],
    ['issues', 'TITLE', 'i2 i1 i3', 'i3 i1 i2'],
    ['issues', 'KIND', 'i2 i3 i1', 'i1 i3 i2'],
    ['issues', 'CATEGORY', 'i3 i1 i2', 'i2 i1 i3'],
    ['issues', 'AGENCY', 'i2 i1 i3', 'i3 i1 i2'],
    ['issues', 'STATUS', 'i1 i3 i2', 'i2 i3 i1'],
    ['issues', 'ENTERPRISE', 'i2 i1 i3', 'i3 i1 i2'],
    ['enterprises', 'NAME', 'b a c', 'c a b'],
    ['enterprises', 'ADDRESS', 'c b a', 'a b c'],
    ['enterprises', 'HEADCOUNT', 'b c a', 'a c b'],
    ['enterprises', 'RESUMPTION', 'c a b', 'b a c'],
    ['enterprises', 'PROGRESS', 'c a b', 'b a c'],
    ['enterprises', 'OPEN_ISSUES', 'b a c', 'c a b'],
    ['enterprises', 'ZONE', 'c a b', 'b a c'],
    ['supplyOrders', 'ORDERED_AT', 'o3 o1 o2', 'o2 o1 o3'],
    ['supplyOrders', 'ENTERPRISE', 'o2 o1 o3', 'o3 o1 o2'],
    ['supplyOrders', 'ITEM', 'o2 o3 o1', 'o1 o3 o2'],
    ['supplyOrders', 'REQUESTED', 'o2 o3 o1', 'o1 o3 o2'],
    ['supplyOrders', 'GAP', 'o3 o1 o2', 'o2 o1 o3'],
  ])('of %s by %s', async (field, by, asc, desc) => {
    expect((await inOrder(field, by, 'ASC')).join(' ')).toBe(asc)
    expect((await inOrder(field, by, 'DESC')).join(' ')).toBe(desc)
  })

  it('of suppliers, accounts and tokens', async () => {
    const { unionId, command } = union
    for (const name of ['西安厂', '安康厂'])
      await db.supplier.create({ data: { unionId, name, contact: '', phone: '' } })
    const token = { unionId, accountId: command.accountId, kind: 'TOKEN' as const }
    await db.session.create({ data: { ...token, name: '乙', secretHash: '1', expiresAt: day(1) } })
    await db.session.create({ data: { ...token, name: '甲', secretHash: '2', expiresAt: day(2) } })
    await db.account.update({ where: { id: union.owner.accountId }, data: { displayName: '阿', disabledAt: day(1) } })
    type Named = Record<string, { edges: { node: { name: string } }[] }>
    const names = async (field: string, name: string, by: string, direction = 'ASC') => {
      const document = `{ ${field}(orderBy: { by: ${by}, direction: ${direction} }) { edges { node { name: ${name} } } } }`
      return (await ask<Named>(command, document))[field]!.edges.map(({ node }) => node.name)
    }
    expect(await names('suppliers', 'name', 'NAME')).toEqual(['安康厂', '口罩厂', '西安厂'])
    expect(await names('tokens', 'name', 'NAME')).toEqual(['甲', '乙'])
    expect(await names('tokens', 'name', 'EXPIRES_AT')).toEqual(['乙', '甲'])
    expect((await names('accounts', 'displayName', 'NAME'))[0]).toBe('阿')
    expect((await names('accounts', 'displayName', 'STATE', 'DESC'))[0]).toBe('阿')
    expect((await names('accounts', 'role', 'ROLE')).at(-1)).toBe('INTEGRATOR')
  })

  it('shows a viewer no rows but its own, and nothing by what it may not read', async () => {
    expect(await inOrder('issues', 'SEVERITY', 'DESC', union.tax)).toEqual(['i1'])
    expect(await inOrder('issues', 'OPENED_AT', 'ASC', union.neighbour)).toEqual(['i2'])
    expect(await inOrder('visits', 'ENTERPRISE', 'ASC', union.squads[1])).toEqual(['v1', 'v3'])
    expect(await inOrder('visits', 'ENTERPRISE', 'ASC', union.tax)).toEqual([])
    for (const actor of [union.wall, union.integrator('BOARD')]) {
      const { orders } = await list('enterprises', 'first: 1', actor)
      expect(orders).toEqual(['NAME', 'RESUMPTION', 'PROGRESS', 'OPEN_ISSUES', 'ZONE'])
      for (const by of ['ADDRESS', 'HEADCOUNT']) {
        await expect(inOrder('enterprises', by, 'ASC', actor)).rejects.toMatchObject({
          code: 'INVALID',
          details: { field: 'orderBy' },
        })
      }
    }
    expect((await list('enterprises', 'first: 1', union.tax)).orders).toContain('HEADCOUNT')
  })

  it('goes with cursors of its own', async () => {
    const document = (by: string, after = '') =>
      `{ visits(first: 1, orderBy: { by: ${by}, direction: ASC } ${after}) { pageInfo { endCursor } } }`
    type Page = { visits: { pageInfo: { endCursor: string } } }
    const { endCursor } = (await ask<Page>(union.command, document('SQUAD'))).visits.pageInfo
    const other = ask(union.command, document('STATE', `after: "${endCursor}"`))
    await expect(other).rejects.toMatchObject({ code: 'INVALID', details: { field: 'after' } })
  })

  it('is not offered where a list belongs to another row', async () => {
    const document = `{ enterprise(id: "${globalId('Enterprise', rows.a!)}") { visits { orders } issues { orders } } }`
    expect(await ask(union.command, document)).toEqual({
      enterprise: { visits: { orders: [] }, issues: { orders: [] } },
    })
  })
})

describe('a list of more than two thousand', () => {
  const long = mostSorted + 1
  let command: Actor

  beforeAll(async () => {
    const { id: unionId } = await aUnion()
    command = await anActor((await anAccount(unionId)).id)
    const facts = { unionId, address: '', headcount: 0, grams: [] }
    const many = Array.from({ length: long }, (_, n) => ({
      ...{ ...facts, id: newId(), name: `店${n}`, creditCode: `CODE${n}` },
      industry: n === 0 ? '住宿' : '零售',
    }))
    for (const statement of insertAll('Enterprise', many)) await db.$executeRaw(statement)
  })

  it('has the orders that stand in an index, and all where it is narrowed', async () => {
    expect((await list('enterprises', 'first: 1', command)).orders).toEqual(['NAME'])
    expect((await list('enterprises', 'filter: { industry: "零售" }', command)).orders).toHaveLength(7)
    expect((await list('enterprises', 'search: "店", filter: { industry: "住宿" }', command)).orders).toHaveLength(7)
    const { edges } = await list('enterprises', 'first: 3, orderBy: { by: NAME, direction: DESC }', command)
    expect(edges).toHaveLength(3)
  })

  it('refuses the others with a sentence', async () => {
    const asked = list('enterprises', 'orderBy: { by: HEADCOUNT, direction: ASC }', command)
    await expect(asked).rejects.toMatchObject({
      code: 'INVALID',
      details: { field: 'orderBy' },
      sentence: {
        zh: '请先缩小列表:超过 2000 项时不能按这一列排序。',
        en: 'Narrow the list first: one of more than 2000 entries cannot be ordered by this column.',
      },
    })
  })
})
