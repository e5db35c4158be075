import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion

beforeAll(async () => {
  openDb(await freshDatabase())
  union = await aSmallUnion()
})
afterAll(() => closeDb())

const capitalised = (name: string) => name[0]!.toUpperCase() + name.slice(1)

/** What the payloads of these mutations show. */
type Payload = Record<'issue' | 'supplyOrder' | 'supplyItem' | 'supplier', { id: string; [field: string]: unknown }>

/** Calls a mutation by its name and answers with what its payload shows of the row. */
async function call(actor: Actor, name: string, input: object, selection: string) {
  const document = `mutation ($input: ${capitalised(name)}Input!) { ${name}(input: $input) { clientId seq ${selection} } }`
  const clientId = randomUUID()
  const payload = (await ask<Record<string, Payload>>(actor, document, { input: { clientId, ...input } }))[name]!
  expect(payload).toMatchObject({ clientId, seq: expect.any(Number) })
  return payload
}

describe('issues over GraphQL', () => {
  const issue = () => ({
    enterpriseId: globalId('Enterprise', union.enterprises[0]),
    agencyId: globalId('Agency', union.tax.agencyId!),
    kind: 'BLOCKAGE',
    category: 'TAX',
    severity: 'HIGH',
    source: 'CALL',
    title: '社保缓缴办不了',
    evidence: '窗口退件两次',
    saidBy: '财务',
  })
  const shown = 'issue { id status title agency { name } squad { id } closingNote }'

  it('are opened and closed', async () => {
    const { issue: opened } = await call(union.squads[0], 'openIssue', issue(), shown)
    const squad = { id: globalId('Squad', union.squads[0].squadId!) }
    expect(opened).toMatchObject({ status: 'OPEN', agency: null, squad })
    const given = { issueId: opened.id, agencyId: issue().agencyId }
    const { issue: assigned } = await call(union.command, 'assignIssue', given, shown)
    expect(assigned).toMatchObject({ id: opened.id, agency: { name: '税务' } })
    const closing = { issueId: opened.id, closingNote: '税务上门办结' }
    const { issue: closed } = await call(union.command, 'closeIssue', closing, shown)
    expect(closed).toMatchObject({ id: opened.id, status: 'CLOSED', closingNote: '税务上门办结' })
  })

  it('are refused where a title is empty or too long, or an id is of something else', async () => {
    for (const title of [' ', '长'.repeat(101)]) {
      await expect(call(union.command, 'openIssue', { ...issue(), title }, shown)).rejects.toMatchObject({
        issues: [{ path: expect.arrayContaining(['title']) }],
      })
    }
    const wrong = { ...issue(), visitId: globalId('Squad', union.squads[0].squadId!) }
    await expect(call(union.command, 'openIssue', wrong, shown)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('supplies over GraphQL', () => {
  const shown = `supplyOrder { id supplier { name } cancelReason
    quantities { requested reserved dispatched received accepted inTransit } }`

  it('go from the request to the acceptance, and the rest is cancelled', async () => {
    const items = await ask<{ supplyItems: { id: string; code: string }[] }>(
      union.command,
      '{ supplyItems { id code name unit kgPerUnit } }',
    )
    expect(items.supplyItems.map(({ code }) => code)).toEqual(['MASK', 'ALCOHOL'])
    const wanted = { enterpriseId: globalId('Enterprise', union.enterprises[0]), itemId: items.supplyItems[0]!.id }
    const placed = await call(union.owner, 'orderSupply', { ...wanted, requested: 500 }, shown)
    const orderId = placed.supplyOrder.id
    const change = async (actor: Actor, name: string, input: object) =>
      (await call(actor, name, { orderId, ...input }, shown)).supplyOrder
    const supplierId = globalId('Supplier', union.supplier)
    const reserved = await change(union.command, 'reserveSupply', { reserved: 400, supplierId })
    expect(reserved).toMatchObject({ supplier: { name: '口罩厂' }, quantities: { reserved: 400 } })
    await change(union.command, 'dispatchSupply', { dispatched: 300 })
    await change(union.squads[0], 'receiveSupply', { received: 200 })
    const accepted = await change(union.owner, 'acceptSupply', { accepted: 150 })
    expect(accepted.quantities).toMatchObject({ received: 200, accepted: 150, inTransit: 100 })
    const cancelled = await change(union.command, 'cancelSupply', { reason: '企业已自购' })
    expect(cancelled).toMatchObject({ cancelReason: '企业已自购', quantities: { requested: 300, reserved: 300 } })
  })

  it('get further items and suppliers', async () => {
    const item = { code: 'SOAP', name: '洗手液', nameEn: 'soap', unit: '公斤', unitEn: 'kg', kgPerUnit: 1 }
    const made = await call(union.command, 'createSupplyItem', item, 'supplyItem { id kgPerUnit position }')
    expect(made.supplyItem).toMatchObject({ kgPerUnit: 1, position: 3 })
    const supplier = { name: '日化厂', contact: '王五', phone: '029-2222222' }
    const offer = { items: [{ itemId: made.supplyItem.id, capacity: 80 }] }
    const shownSupplier = 'supplier { name phone items { capacity item { code } } }'
    const { supplier: entered } = await call(union.command, 'createSupplier', { ...supplier, ...offer }, shownSupplier)
    expect(entered.items).toEqual([{ capacity: 80, item: { code: 'SOAP' } }])
    const free = { ...item, code: 'FREE', kgPerUnit: -1 }
    await expect(call(union.command, 'createSupplyItem', free, 'supplyItem { id }')).rejects.toMatchObject({
      issues: [{ path: expect.arrayContaining(['kgPerUnit']) }],
    })
  })
})
