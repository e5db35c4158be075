import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPolicyDocument } from '#server/modules/policy-documents/create.ts'
import { restorePolicyDocument } from '#server/modules/policy-documents/restore.ts'
import { retirePolicyDocument } from '#server/modules/policy-documents/retire.ts'
import { updatePolicyDocument } from '#server/modules/policy-documents/update.ts'
import { createSupplyItem } from '#server/modules/supplies/create-item.ts'
import { createSupplier } from '#server/modules/supplies/create-supplier.ts'
import { orderSupply } from '#server/modules/supplies/order.ts'
import { reserveSupply } from '#server/modules/supplies/reserve.ts'
import { restoreSupplyItem } from '#server/modules/supplies/restore-item.ts'
import { restoreSupplier } from '#server/modules/supplies/restore-supplier.ts'
import { retireSupplyItem } from '#server/modules/supplies/retire-item.ts'
import { retireSupplier } from '#server/modules/supplies/retire-supplier.ts'
import { updateSupplyItem } from '#server/modules/supplies/update-item.ts'
import { updateSupplier } from '#server/modules/supplies/update-supplier.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { eventOf, expectRefused } from '#tests/setup/outcomes.ts'
import { aSmallUnion, ask, type SmallUnion } from '#tests/setup/small-union.ts'

let union: SmallUnion
let command: Actor

beforeAll(async () => openDb(await freshDatabase()))
beforeEach(async () => {
  union = await aSmallUnion()
  command = union.command
})
afterAll(() => closeDb())

const change = <I extends object>(input: I) => ({ clientId: randomUUID(), ...input })

const anOrder = (itemId: string, given: { supplierId?: string; reserved?: number } = {}) =>
  orderSupply(command, change({ enterpriseId: union.enterprises[0], itemId, requested: 10, ...given }))

const gloves = { code: 'GLOVES', name: '手套', nameEn: 'gloves', unit: '双', unitEn: 'pair' }

const itemCodes = async (retired?: boolean) => {
  type Answer = { supplyItems: { code: string }[] }
  const answer = await ask<Answer>(command, `{ supplyItems(retired: ${retired ?? null}) { code } }`)
  return answer.supplyItems.map(({ code }) => code)
}

const supplierNames = async (retired?: boolean) => {
  type Answer = { suppliers: { totalCount: number; edges: { node: { name: string } }[] } }
  const { suppliers } = await ask<Answer>(
    command,
    `{ suppliers(retired: ${retired ?? null}, first: 50) { totalCount edges { node { name } } } }`,
  )
  expect(suppliers.totalCount).toBe(suppliers.edges.length)
  return suppliers.edges.map(({ node }) => node.name)
}

describe('an item', () => {
  it('that is retired is not offered and not ordered, its orders go on, and it can be restored', async () => {
    const ordered = await anOrder(union.mask)
    const receipt = await retireSupplyItem(command, change({ itemId: union.mask }))
    expect(await eventOf(union.unionId, receipt)).toMatchObject({
      name: 'supply_item.retired',
      facts: { item: 'MASK' },
    })
    expect(await itemCodes()).not.toContain('MASK')
    expect(await itemCodes(true)).toEqual(['MASK'])
    await expectRefused(() => anOrder(union.mask), 'CONFLICT', { current: globalId('SupplyItem', union.mask) })
    await reserveSupply(command, change({ orderId: ordered.subjectId!, reserved: 5 }))
    await expectRefused(() => retireSupplyItem(command, change({ itemId: union.mask })), 'CONFLICT')
    await restoreSupplyItem(command, change({ itemId: union.mask }))
    await expectRefused(() => restoreSupplyItem(command, change({ itemId: union.mask })), 'CONFLICT')
    await anOrder(union.mask)
    expect(await itemCodes(true)).toEqual([])
  })

  it('changes its names at any time, and its unit until it is ordered', async () => {
    const itemId = (await createSupplyItem(command, change(gloves))).subjectId!
    await updateSupplyItem(command, change({ itemId, unit: '盒', unitEn: 'box', kgPerUnit: 0.25 }))
    await anOrder(itemId)
    await updateSupplyItem(command, change({ itemId, name: '一次性手套', unit: '盒', kgPerUnit: 0.25 }))
    await expectRefused(() => updateSupplyItem(command, change({ itemId, unit: '双' })), 'CONFLICT')
    await expectRefused(() => updateSupplyItem(command, change({ itemId, kgPerUnit: 0.5 })), 'CONFLICT')
    const row = await db.supplyItem.findUniqueOrThrow({ where: { id: itemId } })
    expect({ ...row, kgPerUnit: Number(row.kgPerUnit) }).toMatchObject({
      name: '一次性手套',
      unit: '盒',
      kgPerUnit: 0.25,
    })
  })
})

describe('a supplier', () => {
  it('changes what is said of it, and no other’s name is taken', async () => {
    const supplierId = union.supplier
    const { subjectId: other } = await createSupplier(
      command,
      change({ name: '另一家', contact: '李四', phone: '029-1', items: [] }),
    )
    const taken = () => updateSupplier(command, change({ supplierId, name: '另一家' }))
    await expectRefused(taken, 'CONFLICT', { current: globalId('Supplier', other!) })
    const items = [{ itemId: union.alcohol, capacity: 7 }]
    await updateSupplier(command, change({ supplierId, name: '康达医药', contact: '王五', items }))
    await updateSupplier(command, change({ supplierId, name: '康达医药' }))
    const row = await db.supplier.findUniqueOrThrow({ where: { id: supplierId }, include: { items: true } })
    expect(row).toMatchObject({ name: '康达医药', contact: '王五', items: [{ itemId: union.alcohol, capacity: 7 }] })
  })

  it('that is retired is chosen for no order, and stays on the orders that have it', async () => {
    const supplierId = union.supplier
    const ordered = await anOrder(union.mask, { supplierId, reserved: 1 })
    const free = await anOrder(union.mask)
    const names = await supplierNames()
    await retireSupplier(command, change({ supplierId }))
    expect([await supplierNames(), await supplierNames(true)]).toEqual([[], names])
    const current = { current: globalId('Supplier', supplierId) }
    await expectRefused(() => anOrder(union.mask, { supplierId }), 'CONFLICT', current)
    const chosen = () => reserveSupply(command, change({ orderId: free.subjectId!, reserved: 2, supplierId }))
    await expectRefused(chosen, 'CONFLICT', current)
    await expectRefused(() => updateSupplier(command, change({ supplierId, contact: '王五' })), 'CONFLICT', current)
    await reserveSupply(command, change({ orderId: ordered.subjectId!, reserved: 2, supplierId }))
    await restoreSupplier(command, change({ supplierId }))
    await reserveSupply(command, change({ orderId: free.subjectId!, reserved: 2, supplierId }))
  })
})

describe('a policy document', () => {
  it('is entered, put right, retired and restored', async () => {
    const { subjectId } = await createPolicyDocument(command, change({ title: '一本通', issuer: '' }))
    const documentId = subjectId!
    const listed = async (retired = false) => {
      type Answer = { policyDocuments: { title: string; issuer: string }[] }
      return (await ask<Answer>(command, `{ policyDocuments(retired: ${retired}) { title issuer } }`)).policyDocuments
    }
    await updatePolicyDocument(command, change({ documentId, issuer: '国家税务总局' }))
    const document = { title: '一本通', issuer: '国家税务总局' }
    expect(await listed()).toEqual([document])
    await retirePolicyDocument(command, change({ documentId }))
    expect([await listed(), await listed(true)]).toEqual([[], [document]])
    await expectRefused(() => retirePolicyDocument(command, change({ documentId })), 'CONFLICT')
    await restorePolicyDocument(command, change({ documentId }))
    expect(await listed()).toEqual([document])
  })
})
