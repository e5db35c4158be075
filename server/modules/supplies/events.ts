import { z } from 'zod'
import type { Supplier, SupplyItem, SupplyOrder } from '#codegen/prisma/client.ts'
import { declareEvents } from '#server/log/catalogue.ts'
import { knownSupplyOrders, visibleSuppliers, visibleSupplyItems } from './access.ts'

/** The item's code, and by how much the quantity that the event names has changed, in the item's unit. */
const facts = { item: z.string(), quantity: z.int() }

/** What can happen to an order. */
export const supplyEvents = declareEvents(
  {
    noun: 'supply',
    subjectType: 'SupplyOrder',
    subject: ({ id, enterpriseId }: Pick<SupplyOrder, 'id' | 'enterpriseId'>) => ({ id, enterpriseId }),
    mayKnow: knownSupplyOrders,
    makesOld: ['supplyOrders'],
  },
  {
    ordered: {
      description: { en: 'An item was ordered for an enterprise.', zh: '为企业预定了一种物资。' },
      facts,
      line: { zh: '{{enterprise}} 需{{item}} |{{quantity}}|', en: '{{enterprise}} asked for {{item}} |{{quantity}}|' },
    },
    reserved: {
      description: { en: 'The reserved quantity of an order was set.', zh: '登记了订单的预定数量。' },
      facts,
      line: {
        zh: '{{enterprise}} {{item}} |预定 {{quantity}}|',
        en: '{{enterprise}}, {{item}}: |{{quantity}} reserved|',
      },
    },
    dispatched: {
      description: { en: 'The dispatched quantity of an order was set.', zh: '登记了订单的发出数量。' },
      facts,
      line: { zh: '{{enterprise}} {{item}} |发货 {{quantity}}|', en: '{{enterprise}}, {{item}}: |{{quantity}} sent|' },
    },
    received: {
      description: { en: 'The received quantity of an order was set.', zh: '登记了订单的收到数量。' },
      facts,
      line: {
        zh: '{{enterprise}} {{item}} |到货 {{quantity}}|',
        en: '{{enterprise}}, {{item}}: |{{quantity}} received|',
      },
    },
    accepted: {
      description: { en: 'The accepted quantity of an order was set.', zh: '登记了订单的验收数量。' },
      facts,
      line: {
        zh: '{{enterprise}} {{item}} |验收 {{quantity}}|',
        en: '{{enterprise}}, {{item}}: |{{quantity}} accepted|',
      },
    },
    cancelled: {
      description: {
        en: 'The part of an order that was not yet dispatched was cancelled.',
        zh: '取消了订单中尚未发出的部分。',
      },
      facts,
      line: { zh: '{{enterprise}} {{item}} |订单取消|', en: '{{enterprise}}, {{item}}: |order cancelled|' },
    },
  },
)

/** What can happen to an item. */
export const supplyItemEvents = declareEvents(
  {
    noun: 'supply_item',
    subjectType: 'SupplyItem',
    subject: ({ id }: Pick<SupplyItem, 'id'>) => ({ id }),
    mayKnow: visibleSupplyItems,
    makesOld: ['supplyItems', 'board'],
  },
  {
    created: {
      description: { en: 'An item was added to what can be ordered.', zh: '新增了一种可预定的物资。' },
      facts: { item: z.string() },
      line: { zh: '新增物资 |{{item}}|', en: 'New item: |{{item}}|' },
      onWall: false,
    },
  },
)

/** What can happen to a supplier. */
export const supplierEvents = declareEvents(
  {
    noun: 'supplier',
    subjectType: 'Supplier',
    subject: ({ id }: Pick<Supplier, 'id'>) => ({ id }),
    mayKnow: visibleSuppliers,
    makesOld: ['suppliers'],
  },
  {
    created: {
      description: { en: 'A supplier was added to the directory.', zh: '供应商名录中新增了一家。' },
      facts: {},
      line: { zh: '{{actor}} |新增了供应商|', en: '{{actor}} |added a supplier|' },
      onWall: false,
    },
  },
)
