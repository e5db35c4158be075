import { builder, unionArg } from '#server/platform/builder.ts'
import { connectionType } from '#server/platform/connection-type.ts'
import { signedIn, theUnion } from '#server/platform/context.ts'
import { rowId } from '#server/platform/ids.ts'
import { Order } from '#server/platform/keyset.ts'
import { relatedList, rootList } from '#server/platform/lists.ts'
import { most } from '#server/platform/most.ts'
import { without } from '#server/platform/narrowing.ts'
import { registerNode } from '#server/platform/nodes.ts'
import { searchArg } from '#server/platform/search.ts'
import { db } from '#server/postgres/db.ts'
import {
  readsOrderText,
  seesSupplierPhones,
  visibleSuppliers,
  visibleSupplyItems,
  visibleSupplyOrders,
} from './access.ts'
import { SupplyOrderFilterInput } from './filter-type.ts'
import { mostItems, mostOffers } from './limits.ts'
import { type SupplyOrderFilter, scatteredInOrders, supplierWhere, supplyOrderWhere } from './lists.ts'
import { inKilograms, inOwnUnit } from './quantities-type.ts'
import './event-fields.ts'
import './create-item.ts'
import './create-supplier.ts'
import './order.ts'
import './reserve.ts'
import './dispatch.ts'
import './receive.ts'
import './accept.ts'
import './cancel.ts'

registerNode('SupplyItem', visibleSupplyItems)
registerNode('Supplier', visibleSuppliers)
registerNode('SupplierItem', (viewer) => ({ supplier: visibleSuppliers(viewer) }))
registerNode('SupplyOrder', visibleSupplyOrders)

builder.prismaNode('SupplyItem', {
  id: { field: 'id', description: 'The global id of the item. 物资的编号。' },
  description: 'An item that the union supplies and enterprises can order, such as masks. 可预定的一种物资,如口罩。',
  fields: (t) => ({
    code: t.exposeString('code', {
      description:
        'The code of the item, such as MASK, which no other item of the union has. 物资代码,如 MASK,不重复。',
    }),
    name: t.exposeString('name', { description: 'The Chinese name of the item. 物资的中文名称。' }),
    nameEn: t.exposeString('nameEn', { description: 'The English name of the item. 物资的英文名称。' }),
    unit: t.exposeString('unit', {
      description: 'The unit in which the item is counted, such as 个, 支 or 斤. 计量单位,如个、支、斤。',
    }),
    unitEn: t.exposeString('unitEn', { description: 'The same unit in English. 计量单位的英文。' }),
    kgPerUnit: t.float({
      nullable: true,
      description:
        'The exact kilograms of one unit; null where the unit is not a weight. 每单位公斤数,非重量单位为空。',
      select: { kgPerUnit: true },
      resolve: ({ kgPerUnit }) => kgPerUnit?.toNumber() ?? null,
    }),
    position: t.exposeInt('position', {
      description: 'The place of the item in the union’s list, from 1. 物资在目录中的顺序,从 1 起。',
    }),
  }),
})

builder.prismaNode('SupplierItem', {
  id: { field: 'id', description: 'The global id of this entry. 这一条的编号。' },
  description: 'An item that a supplier has, and how much of it a day. 供应商供应的一种物资及日供应量。',
  fields: (t) => ({
    item: t.relation('item', { description: 'The item that the supplier has. 供应的物资。' }),
    capacity: t.exposeInt('capacity', {
      description: 'How many units of the item the supplier can deliver a day. 日供应量(按物资单位)。',
    }),
  }),
})

builder.prismaNode('Supplier', {
  id: { field: 'id', description: 'The global id of the supplier. 供应商的编号。' },
  description: 'A supplier in the union’s directory. 工会名录中的一家供应商。',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the supplier. 供应商的名称。' }),
    contact: t.exposeString('contact', { description: 'The person to call at the supplier. 供应商的联系人。' }),
    phone: t.string({
      nullable: true,
      description:
        'The phone number of that person, for the command centre, squads and enterprises; null for others. 联系电话,仅指挥中心、小分队与企业可见。',
      select: { phone: true },
      resolve: ({ phone }, _, context) => (seesSupplierPhones(signedIn(context)) ? phone : null),
    }),
    items: t.relation('items', {
      ...most(mostOffers),
      description: 'The items that the supplier has, in the order of the items. 供应的物资,按物资顺序排列。',
      query: { orderBy: { item: { position: 'asc' } } },
    }),
  }),
})

const quantities = { requested: true, reserved: true, dispatched: true, received: true, accepted: true } as const
const units = { select: { unit: true, unitEn: true, kgPerUnit: true } } as const

builder.prismaNode('SupplyOrder', {
  id: { field: 'id', description: 'The global id of the order. 物资预定的编号。' },
  description:
    'An order of one item for one enterprise, with a total for each stage from requested to accepted. 一家企业对一种物资的预定,从需求到验收各有累计数量。',
  fields: (t) => ({
    enterprise: t.relation('enterprise', { description: 'The enterprise that needs the item. 需要物资的企业。' }),
    item: t.relation('item', { description: 'The item that is ordered. 预定的物资。' }),
    supplier: t.relation('supplier', {
      nullable: true,
      description: 'The supplier of the order; null until one is chosen. 供应商,选定之前为空。',
    }),
    quantities: t.field({
      type: 'SupplyQuantities',
      description: 'The quantities of the order, in the item’s own unit. 订单的各项数量,按物资单位。',
      select: { ...quantities, item: units },
      resolve: (order) => inOwnUnit(order, order.item),
    }),
    kilograms: t.field({
      type: 'SupplyQuantities',
      nullable: true,
      description:
        'The same quantities in kilograms; null where the item’s unit is not a weight. 折合公斤的数量,非重量单位为空。',
      select: { ...quantities, item: units },
      resolve: (order) => inKilograms(order, order.item),
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When the order was entered. 订单的录入时间。',
    }),
    cancelledAt: t.expose('cancelledAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When the part that was not dispatched was cancelled; null where nothing was. 未发出部分的取消时间,未取消为空。',
    }),
    cancelReason: t.string({
      nullable: true,
      description:
        'Why it was cancelled; null where it was not, and always on a wall. 取消的原因,未取消为空,大屏不显示。',
      resolve: ({ cancelReason }, _, context) => (readsOrderText(signedIn(context)) ? cancelReason : null),
    }),
  }),
})

const orderRows = { model: 'SupplyOrder', type: 'SupplyOrder' } as const
const orderConnection = connectionType('SupplyOrder', 'SupplyOrder')
const newestFirst = new Order('SupplyOrder', { id: 'uuid desc' })

const supplierRows = { model: 'Supplier', type: 'Supplier' } as const
const supplierConnection = connectionType('Supplier', 'Supplier')
const byName = new Order('Supplier', { name: 'text asc', id: 'uuid asc' })

builder.prismaObjectField('Enterprise', 'supplyOrders', (t) =>
  t.connection(
    {
      type: 'SupplyOrder',
      description: 'The supply orders of the enterprise that you may see, newest first. 该企业的物资预定,新的在前。',
      resolve: ({ id }, args, context, info) => {
        const related = { column: 'enterpriseId', parent: id, visible: visibleSupplyOrders, order: newestFirst }
        return relatedList(orderRows, related, args, context, info)
      },
    },
    orderConnection,
  ),
)

builder.queryFields((t) => ({
  supplyItems: t.prismaField({
    type: ['SupplyItem'],
    ...most(mostItems),
    description: 'The items of the union in their order. 本工会的物资目录,按顺序排列。',
    args: unionArg,
    resolve: (query, _, { unionId }, context) =>
      db.supplyItem.findMany({
        ...query,
        where: { AND: [{ unionId: theUnion(signedIn(context), unionId) }, visibleSupplyItems(signedIn(context))] },
        orderBy: { position: 'asc' },
      }),
  }),
  suppliers: t.connection(
    {
      type: 'Supplier',
      description:
        'The suppliers of the union by name. NOT_FOUND: an id is one of another type. INVALID: an id is not valid. 本工会的供应商名录,按名称排列。NOT_FOUND:编号属于其他类型。INVALID:编号无效。',
      args: {
        ...unionArg,
        ...searchArg(
          'Part of the supplier’s name or of its contact’s, up to 100 characters; of several words all must be found. 供应商名称或联系人的一部分,至多 100 字;多个词须全部包含。',
        ),
        itemId: t.arg.id({
          required: false,
          description:
            'The global id of an item, to list only the suppliers that have it. 物资的编号,只列供应此物资的。',
        }),
      },
      resolve: (_, args, context, info) => {
        const viewer = signedIn(context)
        const { search, itemId } = args
        const where = supplierWhere(viewer, { unionId: theUnion(viewer, args.unionId), search, itemId })
        return rootList(supplierRows, { where, order: byName }, args, context, info)
      },
    },
    supplierConnection,
  ),
  supplyOrder: t.prismaField({
    type: 'SupplyOrder',
    nullable: true,
    description:
      'One supply order; null where you may see none with this id. INVALID: the id is not valid. NOT_FOUND: it is an id of another type. 一张物资预定,无权查看或不存在时为空。INVALID:编号无效。NOT_FOUND:编号属于其他类型。',
    args: { id: t.arg.id({ description: 'The global id of the order. 物资预定的编号。' }) },
    resolve: (query, _, { id }, context) =>
      db.supplyOrder.findFirst({
        ...query,
        where: { AND: [{ id: rowId('SupplyOrder', id, 'id') }, visibleSupplyOrders(signedIn(context))] },
      }),
  }),
  supplyOrders: t.connection(
    {
      type: 'SupplyOrder',
      description:
        'The supply orders of the union, newest first. NOT_FOUND: an id is one of another type. INVALID: an id is not valid. 本工会的物资预定,新的在前。NOT_FOUND:编号属于其他类型。INVALID:编号无效。',
      args: {
        ...unionArg,
        ...searchArg(
          'Part of the enterprise’s name or, where you may read it, of its credit code, up to 100 characters; of several words all must be found. 企业名称的一部分,可见信用代码的也可搜代码,至多 100 字;多个词须全部包含。',
        ),
        filter: t.arg({
          type: SupplyOrderFilterInput,
          required: false,
          description: 'Which orders the list shows; all of them if left out. 筛选条件,不填则列出全部。',
        }),
      },
      resolve: (_, args, context, info) => {
        const viewer = signedIn(context)
        const unionId = theUnion(viewer, args.unionId)
        const filter = args.filter as SupplyOrderFilter | null | undefined
        const { search } = args
        const where = supplyOrderWhere(viewer, { unionId, search, filter })
        const others = without(filter, scatteredInOrders, search)
        const among = others && supplyOrderWhere(viewer, { unionId, filter: others })
        return rootList(orderRows, { where, order: newestFirst, among }, args, context, info)
      },
    },
    orderConnection,
  ),
}))
