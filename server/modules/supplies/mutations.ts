import type { Receipt } from '#server/log/write.ts'
import { builder } from '#server/platform/builder.ts'
import { payload } from '#server/platform/change.ts'
import { type Context, signedIn } from '#server/platform/context.ts'
import { optionalRowId, rowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { visibleSupplyOrders } from './access.ts'
import { createSupplier, createSupplyItem } from './catalogue-rules.ts'
import * as inputs from './inputs.ts'
import { acceptSupply, dispatchSupply, receiveSupply, reserveSupply } from './quantity-rules.ts'
import { cancelSupply, orderSupply } from './rules.ts'

const orderPayload = (name: string) =>
  payload(name, (t) => ({
    supplyOrder: t.prismaField({
      type: 'SupplyOrder',
      description: 'The order as it stands now. 订单现状。',
      resolve: (query, receipt: Receipt, _args: object, context: Context) =>
        db.supplyOrder.findFirstOrThrow({
          ...query,
          where: { AND: [{ id: receipt.subjectId! }, visibleSupplyOrders(signedIn(context))] },
        }),
    }),
  }))

const of = <I extends { orderId: string | number }>(input: I) => ({
  ...input,
  orderId: rowId('SupplyOrder', String(input.orderId), 'orderId'),
})

builder.mutationFields((t) => ({
  orderSupply: t.field({
    type: orderPayload('OrderSupply'),
    description: 'Orders an item for an enterprise. 为企业预定物资。',
    args: { input: t.arg({ type: inputs.OrderSupplyInput, description: 'The order. 订单。' }) },
    resolve: (_, { input }, context) =>
      orderSupply(signedIn(context), {
        ...input,
        enterpriseId: rowId('Enterprise', String(input.enterpriseId), 'enterpriseId'),
        itemId: rowId('SupplyItem', String(input.itemId), 'itemId'),
        supplierId: optionalRowId('Supplier', input.supplierId, 'supplierId'),
      }),
  }),
  reserveSupply: t.field({
    type: orderPayload('ReserveSupply'),
    description: 'What is reserved of an order so far. 预定到的累计数量。',
    args: { input: t.arg({ type: inputs.ReserveSupplyInput, description: 'The new total. 累计数量。' }) },
    resolve: (_, { input }, context) =>
      reserveSupply(signedIn(context), {
        ...of(input),
        supplierId: optionalRowId('Supplier', input.supplierId, 'supplierId'),
      }),
  }),
  dispatchSupply: t.field({
    type: orderPayload('DispatchSupply'),
    description: 'What has been sent off of an order so far. 已发出的累计数量。',
    args: { input: t.arg({ type: inputs.DispatchSupplyInput, description: 'The new total. 累计数量。' }) },
    resolve: (_, { input }, context) => dispatchSupply(signedIn(context), of(input)),
  }),
  receiveSupply: t.field({
    type: orderPayload('ReceiveSupply'),
    description: 'What has arrived of an order so far; more than was sent off has to be confirmed. 已收到的累计数量。',
    args: { input: t.arg({ type: inputs.ReceiveSupplyInput, description: 'The new total. 累计数量。' }) },
    resolve: (_, { input }, context) => receiveSupply(signedIn(context), of(input)),
  }),
  acceptSupply: t.field({
    type: orderPayload('AcceptSupply'),
    description: 'What has been accepted so far of what arrived. 已验收的累计数量。',
    args: { input: t.arg({ type: inputs.AcceptSupplyInput, description: 'The new total. 累计数量。' }) },
    resolve: (_, { input }, context) => acceptSupply(signedIn(context), of(input)),
  }),
  cancelSupply: t.field({
    type: orderPayload('CancelSupply'),
    description: 'What is not yet on its way is withdrawn. 取消尚未发出的部分。',
    args: { input: t.arg({ type: inputs.CancelSupplyInput, description: 'The order and why. 订单与原因。' }) },
    resolve: (_, { input }, context) => cancelSupply(signedIn(context), of(input)),
  }),
  createSupplyItem: t.field({
    type: payload('CreateSupplyItem', (p) => ({
      supplyItem: p.prismaField({
        type: 'SupplyItem',
        description: 'The item. 物资。',
        resolve: (query, receipt: Receipt) =>
          db.supplyItem.findUniqueOrThrow({ ...query, where: { id: receipt.subjectId! } }),
      }),
    })),
    description: 'Adds an item to what can be ordered. 新增物资。',
    args: { input: t.arg({ type: inputs.CreateSupplyItemInput, description: 'The item. 物资。' }) },
    resolve: (_, { input }, context) => createSupplyItem(signedIn(context), input),
  }),
  createSupplier: t.field({
    type: payload('CreateSupplier', (p) => ({
      supplier: p.prismaField({
        type: 'Supplier',
        description: 'The supplier. 供应商。',
        resolve: (query, receipt: Receipt) =>
          db.supplier.findUniqueOrThrow({ ...query, where: { id: receipt.subjectId! } }),
      }),
    })),
    description: 'Adds a supplier to the directory. 新增供应商。',
    args: { input: t.arg({ type: inputs.CreateSupplierInput, description: 'The supplier. 供应商。' }) },
    resolve: (_, { input }, context) =>
      createSupplier(signedIn(context), {
        ...input,
        items: input.items.map(({ itemId, capacity }, i) => ({
          itemId: rowId('SupplyItem', String(itemId), `items.${i}.itemId`),
          capacity,
        })),
      }),
  }),
}))
