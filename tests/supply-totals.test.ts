import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { aDistrict, type ViewerName, type Viewers, viewersOf } from '#tests/setup/viewers.ts'

let app: TestApp
let union: SmallUnion
let viewers: Viewers

beforeAll(async () => {
  app = await startTestApp()
  union = await aSmallUnion()
  viewers = await viewersOf(app, union, await aDistrict())
})
afterAll(() => app.close())

type Quantities = { requested: number; reserved: number; dispatched: number; received: number; accepted: number }

const at: Quantities = { requested: 50, reserved: 40, dispatched: 30, received: 20, accepted: 10 }
const quantities = `supplyOrder { quantities { ${Object.keys(at).join(' ')} } }`

/** Each change of a total: the quantity, the one that it may not fall below, and the one that it may not pass. */
const stages = [
  { mutation: 'reserveSupply', stage: 'reserved', least: at.dispatched, most: at.requested },
  { mutation: 'dispatchSupply', stage: 'dispatched', least: at.received, most: at.reserved },
  { mutation: 'receiveSupply', stage: 'received', least: at.accepted, most: at.dispatched },
  { mutation: 'acceptSupply', stage: 'accepted', least: 0, most: at.received },
] as const
type Stage = (typeof stages)[number]

let orderId: string

/** An order that stands at `at`. */
beforeEach(async () => {
  const { command } = viewers
  const wanted = {
    enterpriseId: globalId('Enterprise', union.enterprises[0]),
    itemId: globalId('SupplyItem', union.mask),
    requested: at.requested,
    reserved: at.reserved,
  }
  const ordered = await command.change<{ supplyOrder: { id: string } }>('orderSupply', wanted, 'supplyOrder { id }')
  orderId = ordered.supplyOrder.id
  const { dispatched, received, accepted } = at
  await command.change('receiveSupply', { orderId, dispatched, received, accepted })
})

type Order = { supplyOrder: { quantities: Quantities } }

const set = (viewer: ViewerName, { mutation, stage }: Stage, total: number, more: object = {}) =>
  viewers[viewer].change<Order>(mutation, { orderId, [stage]: total, ...more }, quantities)
const refused = (viewer: ViewerName, { mutation, stage }: Stage, total: number, more: object = {}) =>
  viewers[viewer].refusedChange(mutation, { orderId, [stage]: total, ...more })

/** What the last event says about the order's change. */
const lastFacts = async () =>
  (await db.event.findFirstOrThrow({ where: { unionId: union.unionId }, orderBy: { seq: 'desc' } })).facts

/** The order is still as it was. */
const expectUnchanged = async () => {
  const document = `query ($id: ID!) { supplyOrder(id: $id) { quantities { ${Object.keys(at).join(' ')} } } }`
  expect(await viewers.command.query(document, { id: orderId })).toEqual({ supplyOrder: { quantities: at } })
}

describe.each(stages)('$mutation', (of) => {
  const { mutation, stage, least, most } = of
  const isOfTheSite = stage === 'received' || stage === 'accepted'

  it('goes up to the quantity before it and no further', async () => {
    expect(await refused('command', of, most + 1)).toMatchObject({ code: 'INVALID', field: `input.${stage}` })
    await expectUnchanged()
    const { supplyOrder } = await set('command', of, most)
    expect(supplyOrder.quantities).toEqual({ ...at, [stage]: most })
    expect(await lastFacts()).toMatchObject({ quantity: most - at[stage] })
  })

  it('falls by a correction alone, down to the quantity after it', async () => {
    expect(await refused('command', of, at[stage] - 1)).toMatchObject({ code: 'INVALID', field: `input.${stage}` })
    expect(await refused('command', of, at[stage] - 1, { correct: false })).toMatchObject({ code: 'INVALID' })
    expect(await refused('command', of, least - 1, { correct: true })).toMatchObject({
      code: 'INVALID',
      field: `input.${stage}`,
    })
    await expectUnchanged()
    const { supplyOrder } = await set('command', of, least, { correct: true })
    expect(supplyOrder.quantities).toEqual({ ...at, [stage]: least })
    expect(await lastFacts()).toMatchObject({ quantity: least - at[stage] })
  })

  it('to the total at which it stands is CONFLICT, corrected or not', async () => {
    for (const correct of [false, true]) {
      const refusal = await refused('command', of, at[stage], { correct })
      expect(refusal).toMatchObject({ code: 'CONFLICT', current: orderId })
    }
  })

  it.each<ViewerName>(['squad 1', 'squad 2', 'owner'])('%s', async (viewer) => {
    const down = await refused(viewer, of, at[stage] - 1)
    expect(down).toMatchObject(isOfTheSite ? { code: 'INVALID', field: `input.${stage}` } : { code: 'FORBIDDEN' })
    for (const total of [at[stage] - 1, at[stage] + 1]) {
      expect(await refused(viewer, of, total, { correct: true }), String(total)).toMatchObject({ code: 'FORBIDDEN' })
    }
    await expectUnchanged()
    if (isOfTheSite) expect((await set(viewer, of, most)).supplyOrder.quantities[stage]).toBe(most)
    else expect(await refused(viewer, of, most)).toMatchObject({ code: 'FORBIDDEN' })
  })

  it.each<ViewerName>(['tax', 'wall', 'district', 'SUPPLIES'])('is not for %s', async (viewer) => {
    expect(await refused(viewer, of, most)).toMatchObject({ code: 'FORBIDDEN' })
    await expectUnchanged()
  })

  it('knows no order of another enterprise', async () => {
    const refusal = await refused('neighbour', of, most)
    expect(refusal).toMatchObject(isOfTheSite ? { code: 'NOT_FOUND', field: 'input.orderId' } : { code: 'FORBIDDEN' })
  })

  it('after a cancellation goes on with what was on its way alone', async () => {
    await viewers.command.change('cancelSupply', { orderId, reason: '企业已自购' })
    if (isOfTheSite) return void (await set('owner', of, most))
    const refusal = await viewers.command.refusedChange(mutation, { orderId, [stage]: 35 })
    expect(refusal).toMatchObject({ code: 'CONFLICT', current: orderId })
  })
})

describe('what arrives', () => {
  const receive = stages[2]

  it('beyond what was sent off is confirmed by the command centre or a squad', async () => {
    for (const viewer of ['command', 'squad 1', 'owner'] as const) {
      expect(await refused(viewer, receive, 31)).toMatchObject({ code: 'INVALID', field: 'input.received' })
    }
    expect(await refused('owner', receive, 31, { confirmOverDelivery: true })).toMatchObject({ code: 'FORBIDDEN' })
    await expectUnchanged()
    const over = (await set('squad 1', receive, 31, { confirmOverDelivery: true })).supplyOrder.quantities
    expect(over).toEqual({ ...at, dispatched: 31, received: 31 })
  })

  it('is sent off with it by the command centre or a squad, up to what is reserved', async () => {
    expect(await refused('owner', receive, 21, { dispatched: 30 })).toMatchObject({ code: 'FORBIDDEN' })
    expect(await refused('squad 1', receive, 21, { dispatched: 41 })).toMatchObject({
      code: 'INVALID',
      field: 'input.dispatched',
    })
    await expectUnchanged()
    const sent = (await set('squad 1', receive, 40, { dispatched: 40 })).supplyOrder.quantities
    expect(sent).toEqual({ ...at, dispatched: 40, received: 40 })
  })

  it.each<['dispatched' | 'accepted', number]>([
    ['dispatched', 29],
    ['accepted', 9],
  ])('never takes %s down beside it, a correction or not', async (field, total) => {
    for (const correct of [false, true]) {
      const refusal = await refused('command', receive, 25, { [field]: total, correct })
      expect(refusal).toMatchObject({ code: 'INVALID', field: `input.${field}` })
    }
    await expectUnchanged()
  })

  it('may be accepted with it by the enterprise, up to what arrived', async () => {
    expect(await refused('owner', receive, 25, { accepted: 26 })).toMatchObject({
      code: 'INVALID',
      field: 'input.received',
    })
    const taken = (await set('owner', receive, 25, { accepted: 25 })).supplyOrder.quantities
    expect(taken).toEqual({ ...at, received: 25, accepted: 25 })
  })
})

describe('an order', () => {
  const wanted = () => ({
    enterpriseId: globalId('Enterprise', union.enterprises[0]),
    itemId: globalId('SupplyItem', union.mask),
    requested: 5,
  })

  it.each<ViewerName>(['squad 1', 'owner'])('of %s reserves nothing and chooses no supplier', async (viewer) => {
    const supplierId = globalId('Supplier', union.supplier)
    for (const more of [{ reserved: 0 }, { reserved: 1 }, { supplierId }]) {
      const refusal = await viewers[viewer].refusedChange('orderSupply', { ...wanted(), ...more })
      expect(refusal).toMatchObject({ code: 'FORBIDDEN' })
    }
    await viewers[viewer].change('orderSupply', wanted())
  })

  it('of the command centre reserves up to what is requested', async () => {
    const { command } = viewers
    const over = await command.refusedChange('orderSupply', { ...wanted(), reserved: 6 })
    expect(over).toMatchObject({ code: 'INVALID', field: 'input.reserved' })
    const { supplyOrder } = await command.change<Order>('orderSupply', { ...wanted(), reserved: 5 }, quantities)
    expect(supplyOrder.quantities).toMatchObject({ requested: 5, reserved: 5 })
  })

  it('is cancelled by the command centre and its own enterprise, down to what was sent off', async () => {
    const reason = '企业已自购'
    for (const viewer of ['squad 1', 'tax', 'wall'] as const) {
      const refusal = await viewers[viewer].refusedChange('cancelSupply', { orderId, reason })
      expect(refusal).toMatchObject({ code: 'FORBIDDEN' })
    }
    expect(await viewers.neighbour.refusedChange('cancelSupply', { orderId, reason })).toMatchObject({
      code: 'NOT_FOUND',
    })
    await expectUnchanged()
    const { supplyOrder } = await viewers.owner.change<Order>('cancelSupply', { orderId, reason }, quantities)
    expect(supplyOrder.quantities).toEqual({ ...at, requested: at.dispatched, reserved: at.dispatched })
    expect(await lastFacts()).toMatchObject({ quantity: at.dispatched - at.requested })
  })
})
