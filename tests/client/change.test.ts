import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createChange } from '#client/graph/change.ts'
import { OrderSupplyDocument, ReserveSupplyDocument } from '#client/modules/supplies/documents.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { anAccount } from '#tests/setup/factories.ts'
import { aGraphClient } from '#tests/setup/graph-client.ts'
import { aSmallUnion } from '#tests/setup/small-union.ts'

let app: TestApp
let token: string
let order: { enterpriseId: string; itemId: string; requested: number }
const closing: (() => unknown)[] = []

beforeAll(async () => {
  app = await startTestApp()
  const { unionId, enterprises, mask } = await aSmallUnion()
  token = await app.signInAs((await anAccount(unionId)).username)
  order = {
    enterpriseId: globalId('Enterprise', enterprises[0]!),
    itemId: globalId('SupplyItem', mask),
    requested: 500,
  }
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})
afterAll(() => app.close())

/** The desk's client on a network that loses the answers to some requests, by their text. */
function aDesk() {
  const network = { answerLost: (_: string) => false }
  const clientIds: string[] = []
  const { client, socket } = aGraphClient(app, token, {
    fetch: async (input, init) => {
      clientIds.push(JSON.parse(String(init?.body)).variables.input.clientId)
      const response = await fetch(input, init)
      if (!network.answerLost(String(init?.body))) return response
      throw new TypeError('the connection was lost before the answer came')
    },
  })
  closing.push(() => socket.dispose())
  return { client, network, clientIds }
}

const orders = () => db.supplyOrder.count()

describe('a change from the desk', () => {
  it('is made once, however often its answer is lost and it is sent again', async () => {
    const { client, network, clientIds } = aDesk()
    const orderSupply = createChange(client, OrderSupplyDocument)
    const before = await orders()
    network.answerLost = () => true
    for (let i = 0; i < 2; i++) {
      expect(await orderSupply(order)).toEqual({ failure: { code: 'UNAVAILABLE', message: '', retry: true } })
    }
    network.answerLost = () => false
    const { data } = await orderSupply({ ...order })
    expect(data?.orderSupply.supplyOrder?.quantities.requested).toBe(500)
    expect(new Set(clientIds).size).toBe(1)
    expect(await orders()).toBe(before + 1)
  })

  it('is another one after an answer, though the input is the same', async () => {
    const { client, clientIds } = aDesk()
    const orderSupply = createChange(client, OrderSupplyDocument)
    const before = await orders()
    await orderSupply(order)
    await orderSupply(order)
    expect(new Set(clientIds).size).toBe(2)
    expect(await orders()).toBe(before + 2)
  })

  it('is another one where the input was changed after a lost answer', async () => {
    const { client, network, clientIds } = aDesk()
    const orderSupply = createChange(client, OrderSupplyDocument)
    network.answerLost = () => true
    await orderSupply(order)
    await orderSupply({ ...order, requested: 501 })
    expect(new Set(clientIds).size).toBe(2)
  })

  it('is still the same one where another change is answered while its own answer is awaited', async () => {
    const { client, network, clientIds } = aDesk()
    const orderSupply = createChange(client, OrderSupplyDocument)
    const before = await orders()
    const first = orderSupply({ ...order, requested: 7 })
    const second = orderSupply({ ...order, requested: 8 })
    network.answerLost = (text) => text.includes('"requested":8')
    expect((await first).failure).toBeUndefined()
    expect((await second).failure?.code).toBe('UNAVAILABLE')
    network.answerLost = () => false
    expect((await orderSupply({ ...order, requested: 8 })).failure).toBeUndefined()
    expect(new Set(clientIds).size).toBe(2)
    expect(await orders()).toBe(before + 2)
  })

  it('that is refused says why and at which field, and is not worth another try', async () => {
    const { client, clientIds } = aDesk()
    const orderSupply = createChange(client, OrderSupplyDocument)
    const { failure } = await orderSupply({ ...order, requested: 0 })
    expect(failure).toMatchObject({ code: 'INVALID', field: expect.stringMatching(/requested$/), retry: false })
    expect(failure?.message).toBeTruthy()
    await orderSupply({ ...order, requested: 0 })
    expect(new Set(clientIds).size).toBe(2)
  })

  it('that came too late says which record stands there now', async () => {
    const { client } = aDesk()
    const { data } = await createChange(client, OrderSupplyDocument)(order)
    const orderId = data!.orderSupply.supplyOrder!.id
    const { failure } = await createChange(client, ReserveSupplyDocument)({ orderId, reserved: 0 })
    expect(failure).toMatchObject({ code: 'CONFLICT', retry: false })
  })
})
