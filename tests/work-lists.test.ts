import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localDate, runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import {
  acceptSupply,
  anArrivedVisit,
  assignIssue,
  cancelSupply,
  closeIssue,
  dispatchSupply,
  finishVisit,
  mutate,
  openIssue,
  orderSupply,
  planVisit,
  receiveSupply,
  recordVisit,
  reserveSupply,
  skipVisit,
  voidVisit,
} from '#tests/setup/mutations.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

type List = { totalCount: number; edges: { node: { id: string } }[] }

const noon = new Date('2020-03-24T12:00:00+08:00')
const [yesterday, today, tomorrow] = ['2020-03-23', '2020-03-24', '2020-03-25']
const before = (hours: number) => new Date(noon.getTime() - hours * 3_600_000)

let union: SmallUnion
let command: Actor
/** The names that the tests give to rows, by their global ids. */
const names = new Map<string, string>()
const note = (type: string, name: string, id: string) => {
  names.set(globalId(type, id), name)
  return id
}

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await runAt(before(40), () => aSmallUnion(4))
  command = union.command
  await runAt(noon, async () => {
    await fillVisits()
    await fillIssues()
    await fillSupplies()
  })
})
afterAll(() => closeDb())

/** The rows that a list shows, by name and in its order, after seeing that its count is of them. */
async function found(list: string, filter: string, actor = command): Promise<string[]> {
  const query = `{ ${list}(first: 50, filter: { ${filter} }) { totalCount edges { node { id } } } }`
  const answer = (await ask<Record<string, List>>(actor, query))[list]!
  expect(answer.totalCount).toBe(answer.edges.length)
  return answer.edges.map(({ node }) => names.get(node.id)!)
}
const id = (type: string, row: string) => `"${globalId(type, row)}"`

async function fillVisits(): Promise<void> {
  const [squad, other] = union.squads
  const [first, second, third, fourth] = union.enterprises
  const visit = (name: string, row: string) => note('Visit', name, row)
  visit('done', (await recordVisit(squad, first, before(20))).id)
  visit('again', (await recordVisit(squad, first, before(1))).id)
  visit('outside', (await recordVisit(other, third!, before(2))).id)
  const moved = visit('moved', await anArrivedVisit(squad, fourth!))
  await finishVisit(squad, moved, { outcome: 'MOVED' })
  visit('here', await anArrivedVisit(squad, second))
  const skipped = visit('skipped', (await planVisit(other, fourth!)).id)
  await skipVisit(other, skipped)
  visit('tomorrow', (await planVisit(other, second, { plannedOn: tomorrow })).id)
  const voided = visit('voided', (await planVisit(squad, third!)).id)
  await voidVisit(command, voided)
}

describe('the list of visits', () => {
  const squads = () => union.squads.map(({ squadId }) => id('Squad', squadId!))

  it.each([
    ['states: [PLANNED]', ['tomorrow']],
    ['states: [ARRIVED]', ['here']],
    ['states: [FINISHED]', ['again', 'done', 'moved', 'outside']],
    ['states: [SKIPPED, VOIDED]', ['skipped', 'voided']],
    ['outcome: DONE', ['again', 'done', 'outside']],
    ['outcome: MOVED', ['moved']],
    ['counts: true', ['done', 'outside']],
    ['counts: false', ['again', 'here', 'moved', 'skipped', 'tomorrow', 'voided']],
    ['listed: true', ['again', 'done', 'here', 'tomorrow']],
    ['listed: false', ['moved', 'outside', 'skipped', 'voided']],
    [`on: "${yesterday}"`, ['done']],
    [`on: "${tomorrow}"`, ['tomorrow']],
    [`before: "${yesterday}"`, []],
    [`before: "${today}"`, ['done']],
    [`before: "${tomorrow}", states: [PLANNED, ARRIVED]`, ['here']],
    [`finishedOn: "${yesterday}"`, ['done']],
    [`finishedOn: "${today}"`, ['again', 'moved', 'outside']],
    [`finishedOn: "${tomorrow}"`, []],
  ])('is narrowed by %s', async (filter, expected) => {
    expect((await found('visits', filter)).toSorted()).toEqual(expected)
  })

  it('is narrowed by squad and by enterprise', async () => {
    const [squad, other] = squads()
    const sorted = async (filter: string) => (await found('visits', filter)).toSorted()
    expect(await sorted(`squadId: ${other}`)).toEqual(['outside', 'skipped', 'tomorrow'])
    expect(await sorted(`squadId: ${squad}, outcome: DONE`)).toEqual(['again', 'done'])
    expect(await sorted(`enterpriseId: ${id('Enterprise', union.enterprises[0])}`)).toEqual(['again', 'done'])
  })

  it('stands by day, the newest first, then by squad and stop', async () => {
    const { visits } = await ask<{
      visits: { edges: { node: { plannedOn: string; stop: number; squad: { id: string } } }[] }
    }>(command, '{ visits { edges { node { plannedOn stop squad { id } } } } }')
    const keys = visits.edges.map(({ node }) => node)
    expect(keys.map(({ plannedOn }) => plannedOn)).toEqual([tomorrow, ...Array(6).fill(today), yesterday])
    const squadsOf = (rows: typeof keys) => [...new Set(rows.map(({ squad }) => squad.id))]
    expect(squadsOf(keys.slice(1, 7)), 'one squad after the other').toHaveLength(2)
    for (const squad of squadsOf(keys)) {
      const stops = keys.filter((row) => row.plannedOn === today && row.squad.id === squad).map(({ stop }) => stop)
      expect(stops).toEqual(stops.toSorted((a, b) => a - b))
    }
  })

  it('of a squad’s day leaves out what was struck out', async () => {
    const [squad] = union.squads
    type Answer = { squads: { id: string; visits: { edges: { node: { id: string } }[] } }[] }
    const query = (on: string) => `{ squads { id visits${on} { edges { node { id } } } } }`
    const stops = async (on = '') => {
      const answer = await runAt(noon, () => ask<Answer>(command, query(on)))
      const own = answer.squads.find((each) => each.id === globalId('Squad', squad.squadId!))
      return own!.visits.edges.map(({ node }) => names.get(node.id))
    }
    expect(await stops()).toEqual(['again', 'moved', 'here'])
    expect(await stops(`(on: "${yesterday}")`)).toEqual(['done'])
  })
})

async function fillIssues(): Promise<void> {
  const [squad, other] = union.squads
  const [first, second] = union.enterprises
  const issue = async (name: string, actor: Actor, enterprise: string, input: object) =>
    note('Issue', name, (await openIssue(actor, enterprise, input)).id)
  const here = [...names].find(([, name]) => name === 'here')![0]
  await issue('rent', squad, first, { kind: 'BLOCKAGE', category: 'RENT', severity: 'LOW' })
  const tax = { category: 'TAX', severity: 'MEDIUM', kind: 'HARD_POINT' }
  await assignIssue(command, await issue('tax', other, first, tax), union.tax)
  await issue('visit', squad, second, { kind: 'SUGGESTION', source: 'VISIT', visitId: here })
  await closeIssue(command, await issue('closed', command, second, {}))
}

describe('the list of issues', () => {
  it.each([
    ['', ['closed', 'visit', 'tax', 'rent']],
    ['status: OPEN', ['visit', 'tax', 'rent']],
    ['status: CLOSED', ['closed']],
    ['kinds: [BLOCKAGE]', ['rent']],
    ['kinds: [SUGGESTION, HARD_POINT]', ['visit', 'tax']],
    ['category: SUPPLIES', ['closed', 'visit']],
    ['category: TAX', ['tax']],
    ['severity: HIGH', ['closed', 'visit']],
    ['severity: LOW', ['rent']],
    ['severity: HIGH, status: OPEN', ['visit']],
  ])('is narrowed by %s, newest first', async (filter, expected) => {
    expect(await found('issues', filter)).toEqual(expected)
  })

  it('is narrowed by squad, agency, enterprise and visit', async () => {
    const [squad, other] = union.squads
    expect(await found('issues', `squadId: ${id('Squad', squad.squadId!)}`)).toEqual(['visit', 'rent'])
    expect(await found('issues', `squadId: ${id('Squad', other.squadId!)}`)).toEqual(['tax'])
    expect(await found('issues', `agencyId: ${id('Agency', union.tax.agencyId!)}`)).toEqual(['tax'])
    expect(await found('issues', `agencyId: ${id('Agency', union.police.agencyId!)}`)).toEqual([])
    expect(await found('issues', `enterpriseId: ${id('Enterprise', union.enterprises[0])}`)).toEqual(['tax', 'rent'])
    const here = [...names].find(([, name]) => name === 'here')![0]
    expect(await found('issues', `visitId: "${here}"`)).toEqual(['visit'])
  })

  it('counts an issue on the day on which it came up', async () => {
    const at = new Date('2020-03-26T01:00:00+08:00')
    await runAt(at, () => openIssue(command, union.enterprises[3]!, { happenedAt: '2020-03-25T23:00:00+08:00' }))
    const { tally } = await db.stream.findUniqueOrThrow({ where: { unionId: union.unionId } })
    const { days } = tally as { days: Record<string, { issues?: number }> }
    expect([days[tomorrow]?.issues, days[localDate(at)]?.issues]).toEqual([1, undefined])
  })
})

async function fillSupplies(): Promise<void> {
  const [first, second] = union.enterprises
  const order = async (name: string, enterprise: string, item: string, input: object = {}) =>
    note('SupplyOrder', name, (await orderSupply(command, enterprise, item, input)).id)
  const whole = await order('whole', first, union.mask, { requested: 10 })
  await reserveSupply(command, whole, 10, { supplierId: globalId('Supplier', union.supplier) })
  await dispatchSupply(command, whole, 10)
  await receiveSupply(command, whole, 10)
  await acceptSupply(command, whole, 5)
  const sent = await order('sent', second, union.mask, { requested: 20, reserved: 15 })
  await dispatchSupply(command, sent, 5)
  await order('asked', second, union.alcohol)
  await cancelSupply(command, await order('cancelled', first, union.alcohol))
}

describe('the list of orders', () => {
  it.each([
    ['', ['cancelled', 'asked', 'sent', 'whole']],
    ['open: true', ['asked', 'sent']],
    ['open: false', ['cancelled', 'whole']],
    ['cancelled: true', ['cancelled']],
    ['cancelled: false', ['asked', 'sent', 'whole']],
    ['having: REQUESTED', ['asked', 'sent', 'whole']],
    ['having: RESERVED', ['sent', 'whole']],
    ['having: DISPATCHED', ['sent', 'whole']],
    ['having: RECEIVED', ['whole']],
    ['having: ACCEPTED', ['whole']],
    ['having: RESERVED, open: true', ['sent']],
  ])('is narrowed by %s, newest first', async (filter, expected) => {
    expect(await found('supplyOrders', filter)).toEqual(expected)
  })

  it('is narrowed by item, enterprise and supplier', async () => {
    expect(await found('supplyOrders', `itemId: ${id('SupplyItem', union.alcohol)}`)).toEqual(['cancelled', 'asked'])
    expect(await found('supplyOrders', `enterpriseId: ${id('Enterprise', union.enterprises[1])}`)).toEqual([
      'asked',
      'sent',
    ])
    expect(await found('supplyOrders', `supplierId: ${id('Supplier', union.supplier)}`)).toEqual(['whole'])
  })

  it('of suppliers is narrowed by what they have, and stands by name', async () => {
    const offer = { items: [{ itemId: globalId('SupplyItem', union.alcohol), capacity: 9 }] }
    await mutate(command, 'createSupplier', { name: 'A 酒精厂', contact: '李四', phone: '029-1111111', ...offer })
    const list = async (args: string) => {
      type Answer = { suppliers: { totalCount: number; edges: { node: { name: string } }[] } }
      const { suppliers } = await ask<Answer>(command, `{ suppliers${args} { totalCount edges { node { name } } } }`)
      expect(suppliers.totalCount).toBe(suppliers.edges.length)
      return suppliers.edges.map(({ node }) => node.name)
    }
    expect(await list('')).toEqual(['A 酒精厂', '口罩厂'])
    expect(await list(`(itemId: ${id('SupplyItem', union.mask)})`)).toEqual(['口罩厂'])
    expect(await list(`(itemId: ${id('SupplyItem', union.alcohol)})`)).toEqual(['A 酒精厂'])
  })
})
