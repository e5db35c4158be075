import type { Prisma } from '#codegen/prisma/client.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn, theUnion, type Viewer } from '#server/platform/context.ts'
import { db } from '#server/platform/db.ts'
import { optionalRowId, rowId } from '#server/platform/ids.ts'
import { SupplyStageEnum } from './enums.ts'
import { visibleSuppliers, visibleSupplyItems, visibleSupplyOrders } from './policy.ts'

const SupplyOrderFilter = builder.inputType('SupplyOrderFilter', {
  description: 'Narrows a list of orders; what is left out does not narrow. 物资预定筛选。',
  fields: (t) => ({
    itemId: t.id({ required: false, description: 'Of one item. 物资。' }),
    enterpriseId: t.id({ required: false, description: 'Of one enterprise. 企业。' }),
    supplierId: t.id({ required: false, description: 'From one supplier. 供应商。' }),
    open: t.boolean({ required: false, description: 'Not all of it has arrived, or all has. 是否未到齐。' }),
    cancelled: t.boolean({ required: false, description: 'Cancelled, or not. 是否已取消。' }),
    having: t.field({
      type: SupplyStageEnum,
      required: false,
      description: 'This quantity is above zero. 该数量大于零。',
    }),
  }),
})

const unionArg = 'The union; may be left out where you have one. 工会,只有一个时可省略。'

builder.queryFields((t) => ({
  supplyItems: t.prismaField({
    type: ['SupplyItem'],
    description: 'What can be ordered, in its order. 物资目录。',
    args: { unionId: t.arg.id({ required: false, description: unionArg }) },
    resolve: (query, _, { unionId }, context) =>
      db.supplyItem.findMany({
        ...query,
        where: { AND: [{ unionId: theUnion(signedIn(context), unionId) }, visibleSupplyItems(signedIn(context))] },
        orderBy: { position: 'asc' },
      }),
  }),
  suppliers: t.prismaConnection({
    type: 'Supplier',
    cursor: 'id',
    description: 'The directory of suppliers, by name. 供应商名录。',
    args: { itemId: t.arg.id({ required: false, description: 'Those that have this item. 供应此物资的。' }) },
    totalCount: (_, { itemId }, context) => db.supplier.count({ where: having(itemId, signedIn(context)) }),
    resolve: (query, _, { itemId }, context) =>
      db.supplier.findMany({
        ...query,
        where: having(itemId, signedIn(context)),
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      }),
  }),
  supplyOrder: t.prismaField({
    type: 'SupplyOrder',
    nullable: true,
    description: 'One order, or null where there is none to see. 一张物资预定。',
    args: { id: t.arg.id({ description: 'Its global id. 编号。' }) },
    resolve: (query, _, { id }, context) =>
      db.supplyOrder.findFirst({
        ...query,
        where: { AND: [{ id: rowId('SupplyOrder', id, 'id') }, visibleSupplyOrders(signedIn(context))] },
      }),
  }),
  supplyOrders: t.prismaConnection({
    type: 'SupplyOrder',
    cursor: 'id',
    description: 'Orders, newest first. 物资预定列表。',
    args: { filter: t.arg({ type: SupplyOrderFilter, required: false, description: 'Narrows the list. 筛选。' }) },
    totalCount: (_, { filter }, context) => db.supplyOrder.count({ where: listed(filter, signedIn(context)) }),
    resolve: (query, _, { filter }, context) =>
      db.supplyOrder.findMany({
        ...query,
        where: listed(filter, signedIn(context)),
        orderBy: { id: 'desc' },
      }),
  }),
}))

function having(itemId: string | null | undefined, viewer: Viewer): Prisma.SupplierWhereInput {
  const id = optionalRowId('SupplyItem', itemId, 'itemId')
  return { AND: [visibleSuppliers(viewer), id ? { items: { some: { itemId: id } } } : {}] }
}

/** The filter of the list, the export and the count alike. */
export function listed(
  filter: typeof SupplyOrderFilter.$inferInput | null | undefined,
  viewer: Viewer,
): Prisma.SupplyOrderWhereInput {
  if (!filter) return visibleSupplyOrders(viewer)
  const { requested } = db.supplyOrder.fields
  return {
    AND: [
      visibleSupplyOrders(viewer),
      {
        itemId: optionalRowId('SupplyItem', filter.itemId, 'filter.itemId') ?? undefined,
        enterpriseId: optionalRowId('Enterprise', filter.enterpriseId, 'filter.enterpriseId') ?? undefined,
        supplierId: optionalRowId('Supplier', filter.supplierId, 'filter.supplierId') ?? undefined,
        received: filter.open == null ? undefined : filter.open ? { lt: requested } : { gte: requested },
        cancelledAt: filter.cancelled == null ? undefined : filter.cancelled ? { not: null } : null,
      },
      filter.having ? { [filter.having]: { gt: 0 } } : {},
    ],
  }
}
