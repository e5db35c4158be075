import { randomUUID } from 'node:crypto'
import { globalId } from '#server/platform/ids.ts'
import type { EveryDeed } from './deed-inputs.ts'

/** The deeds on the directories: items, suppliers and policy documents. */
export const directoryDeeds: Record<string, EveryDeed> = {
  createSupplyItem: {
    fields: 'supplyItem { id code }',
    meets: ['union'],
    input: async () => ({
      code: `I${randomUUID().slice(0, 8).toUpperCase()}`,
      name: '手套',
      nameEn: 'gloves',
      unit: '双',
      unitEn: 'pair',
    }),
  },
  createSupplier: {
    fields: 'supplier { id name }',
    meets: ['union'],
    input: async (place) => ({
      name: `供应商${randomUUID().slice(0, 8)}`,
      contact: '张三',
      phone: '029-00000000',
      items: [{ itemId: globalId('SupplyItem', place.union.mask), capacity: 5 }],
    }),
  },
  updateSupplyItem: {
    fields: 'supplyItem { id name }',
    meets: ['union'],
    input: async (place) => ({ itemId: await place.item(), name: '一次性手套' }),
  },
  retireSupplyItem: {
    fields: 'supplyItem { id retiredAt }',
    meets: ['union'],
    input: async (place) => ({ itemId: await place.item() }),
  },
  restoreSupplyItem: {
    fields: 'supplyItem { id retiredAt }',
    meets: ['union'],
    input: async (place) => ({ itemId: await place.retiredItem() }),
  },
  updateSupplier: {
    fields: 'supplier { id name contact }',
    meets: ['union'],
    input: async (place) => ({
      supplierId: await place.supplier(),
      contact: '李四',
      items: [{ itemId: globalId('SupplyItem', place.union.mask), capacity: 9 }],
    }),
  },
  retireSupplier: {
    fields: 'supplier { id retiredAt }',
    meets: ['union'],
    input: async (place) => ({ supplierId: await place.supplier() }),
  },
  restoreSupplier: {
    fields: 'supplier { id retiredAt }',
    meets: ['union'],
    input: async (place) => ({ supplierId: await place.retiredSupplier() }),
  },
  createPolicyDocument: {
    fields: 'document { id title issuer }',
    meets: ['union'],
    input: async () => ({ title: '西安市税费优惠政策汇编', issuer: '西安市税务局' }),
  },
  updatePolicyDocument: {
    fields: 'document { id title }',
    meets: ['union'],
    input: async (place) => ({ documentId: await place.document(), title: '汇编(新版)' }),
  },
  retirePolicyDocument: {
    fields: 'document { id retiredAt }',
    meets: ['union'],
    input: async (place) => ({ documentId: await place.document() }),
  },
  restorePolicyDocument: {
    fields: 'document { id retiredAt }',
    meets: ['union'],
    input: async (place) => ({ documentId: await place.retiredDocument() }),
  },
}
