import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { acceptSupply } from '#server/modules/supplies/accept.ts'
import { cancelSupply } from '#server/modules/supplies/cancel.ts'
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
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
})
afterAll(() => closeDb())

const anOrder = async (actor: Actor, given: Partial<Parameters<typeof orderSupply>[1]> = {}) => {
  const wanted = { enterpriseId: union.enterprises[0], itemId: union.mask, requested: 500 }
  return orderSupply(actor, { clientId: randomUUID(), ...wanted, ...given })
}

const ordered = async (given: Partial<Parameters<typeof orderSupply>[1]> = {}) =>
  (await anOrder(union.command, given)).subjectId!

/** A change of an order, with a clientId of its own. */
const of = <I extends object>(orderId: string, input: I) => ({ clientId: randomUUID(), orderId, ...input })

const orderRow = (id: string) => db.supplyOrder.findUniqueOrThrow({ where: { id } })
const current = (id: string) => globalId('SupplyOrder', id)

/** The item's figures in the union's tally, after seeing that the rows add up to them. */
const figures = async (code = 'MASK') => {
  const tally = await unionTally(union.unionId)
  expect({ supplies: tally.supplies ?? {} }).toEqual({ supplies: {}, ...(await recountSupplies(db, union.unionId)) })
  return (tally.supplies as Record<string, object> | undefined)?.[code]
}

describe('orderSupply', () => {
  it('orders for an enterprise, with its event and tallies', async () => {
    const receipt = await anOrder(union.command, { reserved: 400, supplierId: union.supplier })
    expect(await orderRow(receipt.subjectId!)).toMatchObject({ requested: 500, reserved: 400, dispatched: 0 })
    expect(await eventOf(union.unionId, receipt)).toMatchObject({
      name: 'supply.ordered',
      subjectType: 'SupplyOrder',
      enterpriseId: union.enterprises[0],
      facts: { item: 'MASK', quantity: 500 },
    })
    const once = { enterprisesRequested: 1, enterprisesReserved: 1 }
    expect(await figures()).toEqual({ requested: 500, reserved: 400, ...once })
    await anOrder(union.squads[0])
    expect(await figures()).toEqual({ requested: 1000, reserved: 400, ...once })
  })

  it('lets an enterprise order for itself alone; reserving and choosing the supplier is the command centre’s', async () => {
    await anOrder(union.owner)
    await expectRefused(() => anOrder(union.neighbour), 'NOT_FOUND', { field: 'enterpriseId' })
    await expectRefused(() => anOrder(union.owner, { reserved: 1 }), 'FORBIDDEN')
    await expectRefused(() => anOrder(union.squads[0], { supplierId: union.supplier }), 'FORBIDDEN')
    for (const actor of [union.tax, union.wall, union.integrator('SUPPLIES')]) {
      await expectRefused(() => anOrder(actor), 'FORBIDDEN')
    }
  })

  it('refuses quantities, items and suppliers that do not fit', async () => {
    await expectRefused(() => ordered({ requested: 0 }), 'INVALID', { field: 'requested' })
    await expectRefused(() => ordered({ reserved: 501 }), 'INVALID', { field: 'reserved' })
    await expectRefused(() => ordered({ itemId: randomUUID() }), 'NOT_FOUND', { field: 'itemId' })
    const spirits = { itemId: union.alcohol, supplierId: union.supplier }
    await expectRefused(() => ordered(spirits), 'INVALID', { field: 'supplierId' })
  })

  it('answers the same clientId with the first answer', async () => {
    const clientId = randomUUID()
    const first = await anOrder(union.command, { clientId })
    expect(await anOrder(union.command, { clientId })).toEqual(first)
    expect(await figures()).toEqual({ requested: 500, enterprisesRequested: 1 })
  })
})

describe('the five quantities', () => {
  it('grow in parts, each with its event and what it adds', async () => {
    const id = await ordered()
    await reserveSupply(union.command, of(id, { reserved: 300, supplierId: union.supplier }))
    const second = await reserveSupply(union.command, of(id, { reserved: 500 }))
    expect(await eventOf(union.unionId, second)).toMatchObject({ name: 'supply.reserved', facts: { quantity: 200 } })
    await dispatchSupply(union.command, of(id, { dispatched: 450 }))
    const receipt = await receiveSupply(union.squads[0], of(id, { received: 200 }))
    expect(await eventOf(union.unionId, receipt)).toMatchObject({
      name: 'supply.received',
      squadId: union.squads[0].squadId,
      facts: { item: 'MASK', quantity: 200 },
    })
    await acceptSupply(union.owner, of(id, { accepted: 150 }))
    expect(await orderRow(id)).toMatchObject({ supplierId: union.supplier, received: 200, accepted: 150 })
    const enterprises = { enterprisesRequested: 1, enterprisesReserved: 1, enterprisesReceived: 1 }
    const quantities = { requested: 500, reserved: 500, dispatched: 450, received: 200, accepted: 150 }
    expect(await figures()).toEqual({ ...quantities, ...enterprises })
  })

  it('may be dispatched, received and accepted at once when handed over on the spot', async () => {
    const id = await ordered({ reserved: 500 })
    await receiveSupply(union.squads[0], of(id, { received: 500, dispatched: 500, accepted: 500 }))
    expect(await orderRow(id)).toMatchObject({ dispatched: 500, received: 500, accepted: 500 })
  })

  it('are for those whose work it is', async () => {
    const id = await ordered({ reserved: 100 })
    for (const actor of [...union.squads, union.owner, union.tax, union.wall]) {
      await expectRefused(() => reserveSupply(actor, of(id, { reserved: 200 })), 'FORBIDDEN')
      await expectRefused(() => dispatchSupply(actor, of(id, { dispatched: 100 })), 'FORBIDDEN')
    }
    const received = { received: 100 }
    await expectRefused(() => receiveSupply(union.tax, of(id, received)), 'FORBIDDEN')
    await expectRefused(() => receiveSupply(union.neighbour, of(id, received)), 'NOT_FOUND', { field: 'orderId' })
    await expectRefused(() => acceptSupply(union.wall, of(id, { accepted: 1 })), 'FORBIDDEN')
    await expectRefused(() => cancelSupply(union.squads[0], of(id, { reason: '错' })), 'FORBIDDEN')
  })

  it('never pass the one before', async () => {
    const id = await ordered({ reserved: 100 })
    await expectRefused(() => reserveSupply(union.command, of(id, { reserved: 501 })), 'INVALID')
    await expectRefused(() => dispatchSupply(union.command, of(id, { dispatched: 101 })), 'INVALID')
    await dispatchSupply(union.command, of(id, { dispatched: 100 }))
    await receiveSupply(union.command, of(id, { received: 60 }))
    await expectRefused(() => acceptSupply(union.command, of(id, { accepted: 61 })), 'INVALID')
    await expectRefused(() => receiveSupply(union.owner, of(id, { received: 70, accepted: 71 })), 'INVALID')
  })

  it('are CONFLICT where they stand at that total already', async () => {
    const id = await ordered({ reserved: 100 })
    const again = () => reserveSupply(union.command, of(id, { reserved: 100 }))
    await expectRefused(again, 'CONFLICT', { current: current(id) })
  })

  it('may stand while the supplier changes', async () => {
    const id = await ordered({ reserved: 100 })
    const withSupplier = () => reserveSupply(union.command, of(id, { reserved: 100, supplierId: union.supplier }))
    const receipt = await withSupplier()
    expect(await orderRow(id)).toMatchObject({ reserved: 100, supplierId: union.supplier })
    expect(await eventOf(union.unionId, receipt)).toMatchObject({ name: 'supply.reserved', facts: { quantity: 0 } })
    await expectRefused(withSupplier, 'CONFLICT', { current: current(id) })
  })

  it('do not fall, except by a correction of the command centre, down to the next one', async () => {
    const id = await ordered({ reserved: 300 })
    await dispatchSupply(union.command, of(id, { dispatched: 200 }))
    await receiveSupply(union.owner, of(id, { received: 150 }))
    const lower = { received: 120 }
    await expectRefused(() => receiveSupply(union.command, of(id, lower)), 'INVALID', { field: 'received' })
    await expectRefused(() => receiveSupply(union.owner, of(id, { ...lower, correct: true })), 'FORBIDDEN')
    const receipt = await receiveSupply(union.command, of(id, { ...lower, correct: true }))
    expect(await eventOf(union.unionId, receipt)).toMatchObject({ facts: { quantity: -30 } })
    const tooLow = () => dispatchSupply(union.command, of(id, { dispatched: 119, correct: true }))
    await expectRefused(tooLow, 'INVALID', { field: 'dispatched' })
    await receiveSupply(union.command, of(id, { received: 0, correct: true }))
    expect(await figures()).not.toHaveProperty('enterprisesReceived')
  })

  it('let one of two racing callers win', async () => {
    const id = await ordered()
    const reserve = (reserved: number) => () => reserveSupply(union.command, of(id, { reserved }))
    await expectOneWinner(current(id), reserve(300), reserve(300))
    expect(await figures()).toMatchObject({ reserved: 300, enterprisesReserved: 1 })
  })

  it('of two orders received at once count their enterprise once', async () => {
    const both = [await ordered({ reserved: 500 }), await ordered({ reserved: 500 })]
    const received = { received: 500, dispatched: 500 }
    await Promise.all(both.map((id) => receiveSupply(union.command, of(id, received))))
    expect(await figures()).toMatchObject({ received: 1000, enterprisesReceived: 1 })
  })
})
