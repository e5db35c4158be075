import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { readBoard } from '#tests/setup/board.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectConflict, expectDone, expectFiguresTrue, type Met, meet } from '#tests/setup/meeting.ts'
import {
  acceptSupply,
  cancelSupply,
  dispatchSupply,
  mutate,
  orderSupply,
  receiveSupply,
  reserveSupply,
} from '#tests/setup/mutations.ts'
import { aWarmUnion, type WarmUnion } from '#tests/setup/warm-union.ts'

// Two deeds on supplies, held so that the second one begins before the first has committed: see meet(). Where both may be
// done one after the other, both are.

let union: WarmUnion
let command: Actor
beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aWarmUnion()
  command = union.command
})
afterAll(() => closeDb())

const together = <A, B>(first: () => Promise<A>, second: () => Promise<B>): Promise<Met<A, B>> =>
  meet(union.unionId, first, second)

describe('an order', () => {
  const anOrder = async (input: object = {}) =>
    (await orderSupply(command, union.unusedEnterprise(), union.mask, { reserved: 300, ...input })).id
  const orderRow = (id: string) => db.supplyOrder.findUniqueOrThrow({ where: { id } })
  const current = (id: string) => globalId('SupplyOrder', id)

  it('that is reserved and cancelled: nothing is reserved of what is cancelled', async () => {
    const cancelledFirst = await anOrder()
    const [cancelled, late] = await together(
      () => cancelSupply(command, cancelledFirst),
      () => reserveSupply(command, cancelledFirst, 400),
    )
    expectDone(cancelled)
    expectConflict(late, current(cancelledFirst))
    expect(await orderRow(cancelledFirst)).toMatchObject({ requested: 0, reserved: 0 })

    const reservedFirst = await anOrder()
    const [reserved, second] = await together(
      () => reserveSupply(command, reservedFirst, 400),
      () => cancelSupply(command, reservedFirst),
    )
    expectDone(reserved)
    expectDone(second)
    expect(await orderRow(reservedFirst)).toMatchObject({ requested: 0, reserved: 0 })
    await expectFiguresTrue(union.unionId)
  })

  it('that is received and accepted: neither quantity is lost', async () => {
    const id = await anOrder()
    await dispatchSupply(command, id, 300)
    await receiveSupply(command, id, 100)
    const results = await together(
      () => receiveSupply(union.squads[0], id, 200),
      () => acceptSupply(command, id, 150),
    )
    results.map(expectDone)
    expect(await orderRow(id)).toMatchObject({ received: 200, accepted: 150 })
    const others = await together(
      () => acceptSupply(command, id, 200),
      () => receiveSupply(union.squads[0], id, 300),
    )
    others.map(expectDone)
    expect(await orderRow(id)).toMatchObject({ received: 300, accepted: 200 })
    await expectFiguresTrue(union.unionId)
  })

  it('and another of the same enterprise and item: the enterprise counts once', async () => {
    const enterprise = union.unusedEnterprise()
    const before = (await readBoard(command)).supplies[0]!
    const order = () => orderSupply(command, enterprise, union.mask, { requested: 10, reserved: 10 })
    const results = await together(order, order)
    results.map(expectDone)
    expect((await readBoard(command)).supplies[0]).toMatchObject({
      requested: before.requested + 20,
      enterprisesRequested: before.enterprisesRequested + 1,
      enterprisesReserved: before.enterprisesReserved + 1,
    })
    await expectFiguresTrue(union.unionId)
  })
})

describe('an item or a supplier', () => {
  it('that two add at once: there is one of it, and it is shown to who comes second', async () => {
    const gloves = { code: 'GLOVES', name: '手套', nameEn: 'gloves', unit: '双', unitEn: 'pair' }
    const addItem = () => mutate(command, 'createSupplyItem', gloves)
    const [item, sameCode] = await together(addItem, addItem)
    expectDone(item)
    const where = { unionId: union.unionId, code: gloves.code }
    const { id: itemId } = await db.supplyItem.findFirstOrThrow({ where })
    expectConflict(sameCode, globalId('SupplyItem', itemId))

    const firm = { name: '手套厂', contact: '李四', phone: '029-1111111', items: [] }
    const addSupplier = () => mutate(command, 'createSupplier', firm)
    const [supplier, sameName] = await together(addSupplier, addSupplier)
    expectDone(supplier)
    const { id } = await db.supplier.findFirstOrThrow({ where: { unionId: union.unionId, name: firm.name } })
    expectConflict(sameName, globalId('Supplier', id))
  })

  const anItem = async (code: string) => {
    const input = { code, name: code, nameEn: code, unit: '箱', unitEn: 'box' }
    type Payload = { supplyItem: { id: string } }
    return (await mutate<Payload>(command, 'createSupplyItem', input, 'supplyItem { id }')).supplyItem.id
  }
  const order = (itemId: string, input: object = {}) => {
    const enterpriseId = globalId('Enterprise', union.unusedEnterprise())
    return mutate(command, 'orderSupply', { enterpriseId, itemId, requested: 5, ...input })
  }

  it('that is ordered while its unit is changed: nothing is ordered in one unit and kept in another', async () => {
    const orderedFirst = await anItem('GOWN')
    const change = (itemId: string) => mutate(command, 'updateSupplyItem', { itemId, unit: '件', unitEn: 'piece' })
    const [ordered, late] = await together(
      () => order(orderedFirst),
      () => change(orderedFirst),
    )
    expectDone(ordered)
    expectConflict(late, orderedFirst)

    const changedFirst = await anItem('GOGGLES')
    const both = await together(
      () => change(changedFirst),
      () => order(changedFirst),
    )
    both.map(expectDone)
    await expectFiguresTrue(union.unionId)
  })

  it('that is retired while something is ordered: what comes second is refused', async () => {
    const itemId = await anItem('SPRAYER')
    const [item, orderOfItem] = await together(
      () => mutate(command, 'retireSupplyItem', { itemId }),
      () => order(itemId),
    )
    expectDone(item)
    expectConflict(orderOfItem, itemId)

    const supplierId = globalId('Supplier', union.supplier)
    const mask = globalId('SupplyItem', union.mask)
    const orderId = (await orderSupply(command, union.unusedEnterprise(), union.mask)).id
    const reserve = { orderId: globalId('SupplyOrder', orderId), reserved: 1, supplierId }
    for (const second of [() => order(mask, { supplierId }), () => mutate(command, 'reserveSupply', reserve)]) {
      const [retired, late] = await together(() => mutate(command, 'retireSupplier', { supplierId }), second)
      expectDone(retired)
      expectConflict(late, supplierId)
      await mutate(command, 'restoreSupplier', { supplierId })
    }
    await expectFiguresTrue(union.unionId)
  })
})
