import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import {
  acceptSupply,
  dispatchSupply,
  mutate,
  orderSupply,
  receiveSupply,
  reserveSupply,
} from '#tests/setup/mutations.ts'
import { expectRefused } from '#tests/setup/outcomes.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let command: Actor

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
  command = union.command
})
afterAll(() => closeDb())

/** An order of 500 that stands at 400 reserved, 300 sent off, 200 received and 100 accepted. */
async function anOrder(): Promise<string> {
  const { id } = await orderSupply(command, union.enterprises[0], union.mask, { reserved: 400 })
  await dispatchSupply(command, id, 300)
  await receiveSupply(command, id, 200)
  await acceptSupply(command, id, 100)
  return id
}
const row = (id: string) => db.supplyOrder.findUniqueOrThrow({ where: { id } })

/** Of each total: how it is set, where it stands, and the least and the most that it may be. */
const totals = [
  { stage: 'reserved', set: reserveSupply, stands: 400, least: 300, most: 500 },
  { stage: 'dispatched', set: dispatchSupply, stands: 300, least: 200, most: 400 },
  { stage: 'received', set: receiveSupply, stands: 200, least: 100, most: 300 },
  { stage: 'accepted', set: acceptSupply, stands: 100, least: 0, most: 200 },
] as const

describe.each(totals)('the total $stage', ({ stage, set, stands, least, most }) => {
  it('may rise to the total before it, and no further', async () => {
    const id = await anOrder()
    await expectRefused(() => set(command, id, most + 1), 'INVALID', { field: stage })
    await set(command, id, most)
    expect((await row(id))[stage]).toBe(most)
  })

  it('falls only by a correction, down to the total after it', async () => {
    const id = await anOrder()
    await expectRefused(() => set(command, id, stands - 1), 'INVALID', { field: stage })
    if (least > 0) {
      await expectRefused(() => set(command, id, least - 1, { correct: true }), 'INVALID', { field: stage })
    }
    await set(command, id, least, { correct: true })
    expect((await row(id))[stage]).toBe(least)
    await expectFiguresTrue(union.unionId)
  })

  it('is corrected by the command centre alone', async () => {
    const id = await anOrder()
    for (const actor of [union.squads[0], union.owner]) {
      await expectRefused(() => set(actor, id, least, { correct: true }), 'FORBIDDEN')
      const refused = stage === 'received' || stage === 'accepted' ? 'INVALID' : 'FORBIDDEN'
      await expectRefused(() => set(actor, id, stands - 1), refused)
    }
    await expectRefused(
      () => set(union.neighbour, id, most),
      stage === 'reserved' || stage === 'dispatched' ? 'FORBIDDEN' : 'NOT_FOUND',
    )
  })

  it('that it stands at already is CONFLICT with the order', async () => {
    const id = await anOrder()
    await expectRefused(() => set(command, id, stands), 'CONFLICT', { current: globalId('SupplyOrder', id) })
  })
})

describe('a receipt', () => {
  it('may say what was sent off and accepted with it, and lowers neither', async () => {
    const id = await anOrder()
    await expectRefused(() => receiveSupply(command, id, 250, { dispatched: 299 }), 'INVALID', { field: 'dispatched' })
    await expectRefused(() => receiveSupply(command, id, 250, { accepted: 99 }), 'INVALID', { field: 'accepted' })
    await expectRefused(() => receiveSupply(command, id, 250, { accepted: 251 }), 'INVALID', { field: 'received' })
    await expectRefused(() => receiveSupply(command, id, 250, { dispatched: 401 }), 'INVALID', { field: 'dispatched' })
    await receiveSupply(union.squads[0], id, 350, { dispatched: 400, accepted: 350 })
    expect(await row(id)).toMatchObject({ reserved: 400, dispatched: 400, received: 350, accepted: 350 })
    await expectFiguresTrue(union.unionId)
  })
})

describe('an order', () => {
  const order = (actor: Actor, input: object) => () => orderSupply(actor, union.enterprises[0], union.mask, input)

  it('is of at least one, and reserved up to what is asked for', async () => {
    await order(command, { requested: 1, reserved: 1 })()
    await expectRefused(order(command, { requested: 10, reserved: 11 }), 'INVALID', { field: 'reserved' })
    await expect(order(command, { requested: 0 })()).rejects.toThrow()
  })

  it('keeps its supplier where none is named, and takes one that has the item', async () => {
    const supplierId = globalId('Supplier', union.supplier)
    const { id } = await order(command, { supplierId })()
    await reserveSupply(command, id, 10)
    expect((await row(id)).supplierId).toBe(union.supplier)
    type Payload = { supplier: { id: string } }
    const other = { name: '酒精厂', contact: '李四', phone: '029-1111111', items: [] }
    const { supplier } = await mutate<Payload>(command, 'createSupplier', other, 'supplier { id }')
    const without = () => reserveSupply(command, id, 20, { supplierId: supplier.id })
    await expectRefused(without, 'INVALID', { field: 'supplierId' })
    const elsewhere = await aSmallUnion()
    const foreign = { supplierId: globalId('Supplier', elsewhere.supplier) }
    await expectRefused(() => reserveSupply(command, id, 20, foreign), 'NOT_FOUND', { field: 'supplierId' })
  })
})
