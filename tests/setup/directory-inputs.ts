import { randomUUID } from 'node:crypto'

/** What each deed makes, as the selection of its payload. */
export const madeBy: Record<string, string> = {
  createSupplyItem: 'made: supplyItem { id }',
  createSupplier: 'made: supplier { id }',
  createPolicyDocument: 'made: document { id }',
}

/** The input of createSupplyItem. */
export const anItem = () => {
  const code = `I${randomUUID().slice(0, 8).toUpperCase()}`
  return { code, name: '手套', nameEn: 'gloves', unit: '双', unitEn: 'pair' }
}

/** The input of createSupplier. */
export const aSupplier = () => ({
  name: `供应商${randomUUID().slice(0, 8)}`,
  contact: '张三',
  phone: '029-00000000',
  items: [],
})

/** The input of createPolicyDocument. */
export const aDocument = { title: '一本通', issuer: '税务局' }
