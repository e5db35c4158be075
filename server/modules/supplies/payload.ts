import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visibleSuppliers, visibleSupplyItems, visibleSupplyOrders } from './access.ts'

/** The payload of every deed on one order: the order, read again as the caller may see it. */
export const supplyOrderPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  supplyOrder: t.prismaField({
    type: 'SupplyOrder',
    description: 'The order as it stands after the change. 操作后的物资预定。',
    resolve: (query, { subjectId }, _, context) =>
      db.supplyOrder.findFirstOrThrow({
        ...query,
        where: { AND: [{ id: subjectId! }, visibleSupplyOrders(signedIn(context))] },
      }),
  }),
})

/** The payload of every deed on one item: the item, read again as the caller may see it. */
export const supplyItemPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  supplyItem: t.prismaField({
    type: 'SupplyItem',
    description: 'The item as it stands after the change. 操作后的物资。',
    resolve: (query, { subjectId }, _, context) =>
      db.supplyItem.findFirstOrThrow({
        ...query,
        where: { AND: [{ id: subjectId! }, visibleSupplyItems(signedIn(context))] },
      }),
  }),
})

/** The payload of every deed on one supplier: the supplier, read again as the caller may see it. */
export const supplierPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  supplier: t.prismaField({
    type: 'Supplier',
    description: 'The supplier as it stands after the change. 操作后的供应商。',
    resolve: (query, { subjectId }, _, context) =>
      db.supplier.findFirstOrThrow({
        ...query,
        where: { AND: [{ id: subjectId! }, visibleSuppliers(signedIn(context))] },
      }),
  }),
})
