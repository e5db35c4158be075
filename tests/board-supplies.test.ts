import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { readBoard, type SupplyFigures } from '#tests/setup/board.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import {
  acceptSupply,
  cancelSupply,
  dispatchSupply,
  mutate,
  orderSupply,
  receiveSupply,
  reserveSupply,
} from '#tests/setup/mutations.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let command: Actor

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
  command = union.command
})
afterAll(() => closeDb())

describe('supplies on the board', () => {
  const none = {
    requested: 0,
    reserved: 0,
    dispatched: 0,
    received: 0,
    accepted: 0,
    enterprisesRequested: 0,
    enterprisesReserved: 0,
    enterprisesReceived: 0,
  }
  /** An item's figures, those that are zero left out. */
  const figures = async (code = 'MASK') => {
    const { supplies } = await readBoard(command)
    const { code: _, ...item } = supplies.find((each) => each.code === code)!
    return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== 0))
  }
  let first: string
  let second: string

  it('show every item in its order, with zeros where nothing was ordered', async () => {
    const { supplies, supplyItems } = await readBoard(command)
    expect(supplies).toEqual([
      { code: 'MASK', ...none },
      { code: 'ALCOHOL', ...none },
    ] satisfies SupplyFigures[])
    expect(supplyItems).toEqual([{ code: 'MASK' }, { code: 'ALCOHOL' }])
    const soap = { code: 'SOAP', name: '洗手液', nameEn: 'soap', unit: '瓶', unitEn: 'bottle' }
    await mutate(command, 'createSupplyItem', soap)
    expect((await readBoard(command)).supplies.map(({ code }) => code)).toEqual(['MASK', 'ALCOHOL', 'SOAP'])
  })

  it('add up the orders of an item, and count an enterprise once', async () => {
    const [one, two] = union.enterprises
    first = (await orderSupply(command, one, union.mask, { reserved: 200 })).id
    expect(await figures()).toEqual({ requested: 500, reserved: 200, enterprisesRequested: 1, enterprisesReserved: 1 })
    await orderSupply(union.squads[0], one, union.mask, { requested: 40 })
    expect(await figures()).toMatchObject({ requested: 540, enterprisesRequested: 1, enterprisesReserved: 1 })
    second = (await orderSupply(command, two, union.mask, { requested: 100, reserved: 100 })).id
    await orderSupply(command, two, union.alcohol, { requested: 15, reserved: 5 })
    expect(await figures()).toEqual({ requested: 640, reserved: 300, enterprisesRequested: 2, enterprisesReserved: 2 })
    expect(await figures('ALCOHOL')).toEqual({
      requested: 15,
      reserved: 5,
      enterprisesRequested: 1,
      enterprisesReserved: 1,
    })
  })

  it('follow each of the five quantities', async () => {
    await reserveSupply(command, first, 300)
    await dispatchSupply(command, first, 250)
    await receiveSupply(union.squads[0], first, 120)
    await acceptSupply(union.owner, first, 70)
    const enterprises = { enterprisesRequested: 2, enterprisesReserved: 2, enterprisesReceived: 1 }
    const quantities = { requested: 640, reserved: 400, dispatched: 250, received: 120, accepted: 70 }
    expect(await figures()).toEqual({ ...quantities, ...enterprises })
  })

  it('count what arrived beyond what was sent off as sent off too, and not as reserved', async () => {
    await receiveSupply(union.squads[0], second, 130, { confirmOverDelivery: true })
    expect(await figures()).toMatchObject({ reserved: 400, dispatched: 380, received: 250, enterprisesReceived: 2 })
  })

  it('fall with a correction, and the enterprise is not counted once nothing of it has arrived', async () => {
    await receiveSupply(command, second, 0, { correct: true })
    expect(await figures()).toMatchObject({ dispatched: 380, received: 120, enterprisesReceived: 1 })
    await dispatchSupply(command, second, 0, { correct: true })
    await reserveSupply(command, second, 0, { correct: true })
    expect(await figures()).toMatchObject({ reserved: 300, dispatched: 250, enterprisesReserved: 1 })
    await acceptSupply(command, first, 60, { correct: true })
    expect(await figures()).toMatchObject({ accepted: 60 })
  })

  it('lose with a cancellation what was not sent off', async () => {
    await cancelSupply(command, second)
    expect(await figures()).toMatchObject({ requested: 540, enterprisesRequested: 1 })
    await cancelSupply(command, first)
    expect(await figures()).toEqual({
      requested: 290,
      reserved: 250,
      dispatched: 250,
      received: 120,
      accepted: 60,
      enterprisesRequested: 1,
      enterprisesReserved: 1,
      enterprisesReceived: 1,
    })
    await expectFiguresTrue(union.unionId)
  })
})
