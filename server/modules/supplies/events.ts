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
    updated: {
      description: { en: 'The names or the unit of an item were changed.', zh: '修改了一种物资的名称或单位。' },
      facts: { item: z.string() },
      line: { zh: '{{actor}} |修改了物资| {{item}}', en: '{{actor}} |changed the item| {{item}}' },
      onWall: false,
    },
    retired: {
      description: { en: 'An item is not offered any more.', zh: '停用了一种物资。' },
      facts: { item: z.string() },
      line: { zh: '{{actor}} |停用了物资| {{item}}', en: '{{actor}} |retired the item| {{item}}' },
      onWall: false,
    },
    restored: {
      description: { en: 'An item that was retired is offered again.', zh: '恢复了一种停用的物资。' },
      facts: { item: z.string() },
      line: { zh: '{{actor}} |恢复了物资| {{item}}', en: '{{actor}} |restored the item| {{item}}' },
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
    updated: {
      description: {
        en: 'The name, the contact or the items of a supplier were changed.',
        zh: '修改了供应商的名称、联系人或物资。',
      },
      facts: {},
      line: { zh: '{{actor}} |修改了供应商|', en: '{{actor}} |changed a supplier|' },
      onWall: false,
    },
    retired: {
      description: { en: 'Nothing more is ordered from a supplier.', zh: '停用了一家供应商。' },
      facts: {},
      line: { zh: '{{actor}} |停用了供应商|', en: '{{actor}} |retired a supplier|' },
      onWall: false,
    },
    restored: {
      description: { en: 'A supplier that was retired is in use again.', zh: '恢复了一家停用的供应商。' },
      facts: {},
      line: { zh: '{{actor}} |恢复了供应商|', en: '{{actor}} |restored a supplier|' },
      onWall: false,
    },
  },
)
