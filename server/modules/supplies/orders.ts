import { byPinyin, type OrderBy, Orders } from '#server/platform/orders.ts'
import { visibleSuppliers, visibleSupplyOrders } from './access.ts'
import type { SupplyOrderFilter } from './lists.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    SupplyOrderOrderBy: OrderBy
    SupplierOrderBy: OrderBy
  }
}

/** The orders of the list of supply orders. */
export const supplyOrderOrders = new Orders<SupplyOrderFilter>('SupplyOrder', 'SupplyOrder', visibleSupplyOrders, {
  ORDERED_AT: {
    description: 'The moment at which the order was entered. 订单的录入时间。',
    columns: { createdAt: 'timestamptz asc', id: 'uuid asc' },
    indexed: ['ordered'],
  },
  ENTERPRISE: {
    description: 'The name of the enterprise, by pinyin. 企业名称,按拼音。',
    columns: { enterprise: 'text asc', id: 'uuid asc' },
    sql: { enterprise: byPinyin('e.name') },
    joins: 'JOIN "Enterprise" e ON e.id = c."enterpriseId"',
  },
  ITEM: {
    description: 'The item that is ordered, in the order of the items. 预定的物资,按物资的顺序。',
    columns: { item: 'int asc', id: 'uuid asc' },
    sql: { item: 'i.position' },
    joins: 'JOIN "SupplyItem" i ON i.id = c."itemId"',
  },
  REQUESTED: {
    description: 'How much was requested, in the item’s own unit. 需求数量,按物资单位。',
    columns: { requested: 'int asc', id: 'uuid asc' },
  },
  GAP: {
    description:
      'How much of what was requested is not reserved, in the item’s own unit; 0 for an order that was cancelled. 尚缺数量,按物资单位;已取消的为 0。',
    columns: { gap: 'int asc', id: 'uuid asc' },
    sql: { gap: 'CASE WHEN c."cancelledAt" IS NULL THEN greatest(0, c.requested - c.reserved) ELSE 0 END' },
  },
})

/** The orders of the list of suppliers. */
export const supplierOrders = new Orders('Supplier', 'Supplier', visibleSuppliers, {
  NAME: {
    description: 'The name of the supplier, by pinyin. 供应商的名称,按拼音。',
    columns: { name: 'text asc', id: 'uuid asc' },
    sql: { name: byPinyin('c.name') },
  },
})
