import { builder } from '#server/platform/builder.ts'
import { type Context, signedIn, theUnion } from '#server/platform/context.ts'
import { rowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { visibleSupplyItems, visibleSupplyOrders } from './access.ts'
import { SupplyStageEnum } from './enums.ts'
import { listed, listedSuppliers, type SupplyOrderFilter } from './reads.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    SupplyOrderFilter: SupplyOrderFilter
  }
}

const SupplyOrderFilterInput = builder.inputType('SupplyOrderFilter', {
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

type OfUnion = { unionId?: string | null }

function orders({ unionId, filter }: OfUnion & { filter?: SupplyOrderFilter | null }, context: Context) {
  const viewer = signedIn(context)
  return listed(viewer, { unionId: theUnion(viewer, unionId), filter })
}

function suppliers({ unionId, itemId }: OfUnion & { itemId?: string | null }, context: Context) {
  const viewer = signedIn(context)
  return listedSuppliers(viewer, { unionId: theUnion(viewer, unionId), itemId })
}

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
    args: {
      unionId: t.arg.id({ required: false, description: unionArg }),
      itemId: t.arg.id({ required: false, description: 'Those that have this item. 供应此物资的。' }),
    },
    totalCount: (_, args, context) => db.supplier.count({ where: suppliers(args, context) }),
    resolve: (query, _, args, context) =>
      db.supplier.findMany({
        ...query,
        where: suppliers(args, context),
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
    args: {
      unionId: t.arg.id({ required: false, description: unionArg }),
      filter: t.arg({ type: SupplyOrderFilterInput, required: false, description: 'Narrows the list. 筛选。' }),
    },
    totalCount: (_, args, context) => db.supplyOrder.count({ where: orders(args, context) }),
    resolve: (query, _, args, context) =>
      db.supplyOrder.findMany({
        ...query,
        where: orders(args, context),
        orderBy: { id: 'desc' },
      }),
  }),
}))
