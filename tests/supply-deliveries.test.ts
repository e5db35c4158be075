import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mayKnow } from '#server/log/catalogue.ts'
import { cancelSupply } from '#server/modules/supplies/cancel.ts'
import { createSupplyItem } from '#server/modules/supplies/create-item.ts'
import { createSupplier } from '#server/modules/supplies/create-supplier.ts'
import { dispatchSupply } from '#server/modules/supplies/dispatch.ts'
import { orderSupply } from '#server/modules/supplies/order.ts'
import { receiveSupply } from '#server/modules/supplies/receive.ts'
import { reserveSupply } from '#server/modules/supplies/reserve.ts'
import { recountSupplies } from '#server/modules/supplies/tallies.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { eventOf, expectOneWinner, expectRefused, unionTally } from '#tests/setup/outcomes.ts'
import { aSmallUnion, ask, type Listed, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
})
afterAll(() => closeDb())

const ordered = async (given: Partial<Parameters<typeof orderSupply>[1]> = {}) => {
  const wanted = { enterpriseId: union.enterprises[0], itemId: union.mask, requested: 500, reserved: 300 }
  const { subjectId } = await orderSupply(union.command, { clientId: randomUUID(), ...wanted, ...given })
  return subjectId!
}

const of = <I extends object>(orderId: string, input: I) => ({ clientId: randomUUID(), orderId, ...input })
const orderRow = (id: string) => db.supplyOrder.findUniqueOrThrow({ where: { id } })
const current = (id: string) => globalId('SupplyOrder', id)

describe('over-delivery', () => {
  it('is refused unless confirmed; then what was sent off is raised with it', async () => {
    const id = await ordered()
    await dispatchSupply(union.command, of(id, { dispatched: 300 }))
    const more = () => receiveSupply(union.squads[0], of(id, { received: 301 }))
    await expectRefused(more, 'INVALID', { field: 'received' })
    await receiveSupply(union.squads[0], of(id, { received: 320, confirmOverDelivery: true }))
    expect(await orderRow(id)).toMatchObject({ reserved: 300, dispatched: 320, received: 320 })
  })

  it('is not the enterprise’s to confirm, nor is what was sent off', async () => {
    const id = await ordered({ reserved: null })
    const all = { received: 900_000, accepted: 900_000 }
    await expectRefused(() => receiveSupply(union.owner, of(id, all)), 'INVALID', { field: 'received' })
    for (const said of [{ confirmOverDelivery: true }, { dispatched: 900_000 }]) {
      await expectRefused(() => receiveSupply(union.owner, of(id, { ...all, ...said })), 'FORBIDDEN')
    }
    expect(await orderRow(id)).toMatchObject({ dispatched: 0, received: 0, accepted: 0 })
  })

  it('is also what is handed over beyond the reservation', async () => {
    const id = await ordered()
    const handedOver = { received: 310, dispatched: 310 }
    await expectRefused(() => receiveSupply(union.squads[0], of(id, handedOver)), 'INVALID', { field: 'dispatched' })
    await receiveSupply(union.squads[0], of(id, { ...handedOver, confirmOverDelivery: true }))
    expect(await orderRow(id)).toMatchObject({ dispatched: 310, received: 310 })
  })
})

describe('cancelSupply', () => {
  const cancel = (actor: Actor, id: string) => cancelSupply(actor, of(id, { reason: '企业已自购' }))

  it('withdraws what is not yet on its way; the rest may still arrive', async () => {
    const id = await ordered()
    await dispatchSupply(union.command, of(id, { dispatched: 100 }))
    const receipt = await cancel(union.owner, id)
    expect(await orderRow(id)).toMatchObject({ requested: 100, reserved: 100, dispatched: 100 })
    const event = await eventOf(union.unionId, receipt)
    expect(event).toMatchObject({ name: 'supply.cancelled', facts: { item: 'MASK', quantity: -400 } })
    await receiveSupply(union.owner, of(id, { received: 100 }))
    expect(await unionTally(union.unionId)).toMatchObject(await recountSupplies(db, union.unionId))
    for (const change of [
      () => cancel(union.command, id),
      () => reserveSupply(union.command, of(id, { reserved: 200 })),
      () => dispatchSupply(union.command, of(id, { dispatched: 200 })),
      () => receiveSupply(union.command, of(id, { received: 200, confirmOverDelivery: true })),
      () => receiveSupply(union.squads[0], of(id, { received: 200, dispatched: 200, confirmOverDelivery: true })),
    ]) {
      await expectRefused(change, 'CONFLICT', { current: current(id) })
    }
  })

  it('leaves no figure of an order that had not been sent off', async () => {
    const id = await ordered()
    await cancel(union.command, id)
    expect(await unionTally(union.unionId)).not.toHaveProperty('supplies')
  })

  it('is CONFLICT where all of it is on its way, and won by one of two', async () => {
    const sent = await ordered({ reserved: 500 })
    await dispatchSupply(union.command, of(sent, { dispatched: 500 }))
    await expectRefused(() => cancel(union.command, sent), 'CONFLICT', { current: current(sent) })
    const id = await ordered()
    await expectOneWinner(
      current(id),
      () => cancel(union.command, id),
      () => cancel(union.owner, id),
    )
  })
})

describe('items and suppliers', () => {
  const gloves = { code: 'GLOVES', name: '手套', nameEn: 'gloves', unit: '双', unitEn: 'pair' }
  const aSupplier = () => ({ name: '手套厂', contact: '李四', phone: '029-1111111', items: [] })

  it('are added by the command centre, each once', async () => {
    const item = await createSupplyItem(union.command, { clientId: randomUUID(), ...gloves })
    expect(await eventOf(union.unionId, item)).toMatchObject({ name: 'supply_item.created', facts: { item: 'GLOVES' } })
    const again = () => createSupplyItem(union.command, { clientId: randomUUID(), ...gloves })
    await expectRefused(again, 'CONFLICT', { current: globalId('SupplyItem', item.subjectId!) })
    const items = [{ itemId: item.subjectId!, capacity: 50 }]
    const supplier = await createSupplier(union.command, { clientId: randomUUID(), ...aSupplier(), items })
    const event = await eventOf(union.unionId, supplier)
    expect(event).toMatchObject({ name: 'supplier.created', subjectId: supplier.subjectId })
    expect(JSON.stringify(event)).not.toContain(aSupplier().phone)
    const twice = () => createSupplier(union.command, { clientId: randomUUID(), ...aSupplier() })
    await expectRefused(twice, 'CONFLICT', { current: globalId('Supplier', supplier.subjectId!) })
  })

  it('takes each a place of its own, also two at once', async () => {
    const add = (code: string) => createSupplyItem(union.command, { clientId: randomUUID(), ...gloves, code })
    await Promise.all(['GLOVES', 'GOGGLES', 'SOAP'].map(add))
    const items = await db.supplyItem.findMany({ where: { unionId: union.unionId } })
    expect(new Set(items.map(({ position }) => position)).size).toBe(items.length)
  })

  it('are refused to others', async () => {
    for (const actor of [union.squads[0], union.owner, union.tax, union.wall, union.integrator('SUPPLIES')]) {
      await expectRefused(() => createSupplyItem(actor, { clientId: randomUUID(), ...gloves }), 'FORBIDDEN')
      await expectRefused(() => createSupplier(actor, { clientId: randomUUID(), ...aSupplier() }), 'FORBIDDEN')
    }
  })

  it('shows phones to those who order or are supplied', async () => {
    const phone = async (actor: Actor) =>
      (await ask<{ suppliers: Listed<{ phone: string | null }> }>(actor, '{ suppliers { edges { node { phone } } } }'))
        .suppliers.edges[0]?.node.phone
    for (const actor of [union.command, union.squads[0], union.owner]) expect(await phone(actor)).toBe('029-****0000')
    for (const actor of [union.wall, union.tax, union.integrator('SUPPLIES')]) expect(await phone(actor)).toBeNull()
    expect(await phone(union.integrator('VISITS'))).toBeUndefined()
  })
})

describe('who sees an order', () => {
  it('is decided alike for the list and the feed', async () => {
    const { command, wall, owner, neighbour, tax, squads, integrator } = union
    const receipt = await receiveSupply(squads[0], of(await ordered(), { received: 300, dispatched: 300 }))
    const event = await eventOf(union.unionId, receipt)
    const seen = async (actor: Actor) =>
      (await ask<{ supplyOrders: Listed<object> }>(actor, '{ supplyOrders { totalCount } }')).supplyOrders.totalCount
    for (const actor of [command, wall, owner, ...squads, integrator('SUPPLIES')]) expect(await seen(actor)).toBe(1)
    for (const actor of [neighbour, tax, integrator('ISSUES')]) expect(await seen(actor)).toBe(0)
    for (const actor of [command, wall, owner, ...squads, integrator('BOARD')]) expect(mayKnow(actor, event)).toBe(true)
    for (const actor of [neighbour, tax, integrator('ISSUES')]) expect(mayKnow(actor, event)).toBe(false)
  })

  it('shows its quantities with their unit, and exact kilograms where that is a weight', async () => {
    await ordered()
    const id = await ordered({ itemId: union.alcohol, requested: 15, reserved: 15 })
    await dispatchSupply(union.command, of(id, { dispatched: 9 }))
    await receiveSupply(union.command, of(id, { received: 5 }))
    type Orders = { supplyOrders: Listed<object> }
    const { supplyOrders, enterprise } = await ask<Orders & { enterprise: Orders }>(
      union.command,
      `query ($filter: SupplyOrderFilter, $enterprise: ID!) {
        supplyOrders(filter: $filter) { totalCount edges { node {
          quantities { requested reserved dispatched inTransit received accepted shortage unit unitEn }
          kilograms { requested inTransit shortage unit }
        } } }
        enterprise(id: $enterprise) { supplyOrders { totalCount edges { node { item { code } kilograms { unit } } } } }
      }`,
      {
        filter: { having: 'RECEIVED', open: true, cancelled: false },
        enterprise: globalId('Enterprise', union.enterprises[0]),
      },
    )
    const on = { requested: 15, reserved: 15, dispatched: 9, inTransit: 4, received: 5, accepted: 0, shortage: 0 }
    expect(supplyOrders.totalCount).toBe(1)
    expect(supplyOrders.edges[0]!.node).toEqual({
      quantities: { ...on, unit: '斤', unitEn: 'jin' },
      kilograms: { requested: 7.5, inTransit: 2, shortage: 0, unit: '公斤' },
    })
    expect(enterprise.supplyOrders.totalCount).toBe(2)
    expect(enterprise.supplyOrders.edges[1]!.node).toEqual({ item: { code: 'MASK' }, kilograms: null })
  })
})
