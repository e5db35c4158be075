import { builder, unionArg, unionsArg } from '#server/platform/builder.ts'
import { connectionType } from '#server/platform/connection-type.ts'
import { signedIn, theUnion, unionsOf } from '#server/platform/context.ts'
import { gated } from '#server/platform/gated.ts'
import { Order } from '#server/platform/keyset.ts'
import { rootList } from '#server/platform/lists.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import type { OrderBy } from '#server/platform/orders.ts'
import { maskPhone } from '#server/platform/phones.ts'
import { inUseOr, retiredArg } from '#server/platform/retired.ts'
import { searchArg } from '#server/platform/search.ts'
import { db } from '#server/postgres/db.ts'
import { allowSupplierContacts, seesSupplierPhones, visibleSuppliers, visibleSupplyItems } from './access.ts'
import { mostItems, mostOffers } from './limits.ts'
import { supplierWhere } from './lists.ts'
import { supplierOrders } from './orders.ts'

registerNode('SupplyItem', visibleSupplyItems)
registerNode('Supplier', visibleSuppliers)
registerNode('SupplierItem', (viewer) => ({ supplier: visibleSuppliers(viewer) }))

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
    retiredAt: t.expose('retiredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when the item is not offered any more; null while it is. 停用时间,在用为空。',
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
    union: t.relation('union', {
      description: 'The union to which the supplier belongs. 供应商所属的工会。',
    }),
    name: t.exposeString('name', { description: 'The name of the supplier. 供应商的名称。' }),
    contact: t.exposeString('contact', {
      authScopes: (_, __, context) => allowSupplierContacts(signedIn(context)),
      ...gated,
      description:
        'The person to call at the supplier. FORBIDDEN: you are a wall. 供应商的联系人。FORBIDDEN:大屏看不到姓名。',
    }),
    phone: t.string({
      nullable: true,
      description:
        'The phone number of that person with its middle masked, for the command centre, squads and enterprises; null for others. revealPhone gives it whole. 联系电话,中间几位隐去,仅指挥中心、小分队与企业可见;完整号码用 revealPhone。',
      select: { phone: true },
      resolve: ({ phone }, _, context) => (seesSupplierPhones(signedIn(context)) ? maskPhone(phone) : null),
    }),
    retiredAt: t.expose('retiredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when nothing more is ordered from the supplier; null while it is in use. 停用时间,在用为空。',
    }),
    items: t.relation('items', {
      ...most(mostOffers),
      description: 'The items that the supplier has, in the order of the items. 供应的物资,按物资顺序排列。',
      query: { orderBy: { item: { position: 'asc' } } },
    }),
  }),
})

const supplierRows = { model: 'Supplier', type: 'Supplier' } as const
const supplierConnection = connectionType('Supplier', 'Supplier', supplierOrders)
const byName = new Order('Supplier', { name: 'text asc', id: 'uuid asc' })

builder.queryFields((t) => ({
  supplyItems: t.prismaField({
    type: ['SupplyItem'],
    ...most(mostItems),
    description: 'The items of the union in their order: those that can be ordered. 本工会可预定的物资,按顺序排列。',
    args: { ...unionArg, ...retiredArg },
    resolve: (query, _, { unionId, retired }, context) =>
      db.supplyItem.findMany({
        ...query,
        where: {
          AND: [
            { unionId: theUnion(signedIn(context), unionId) },
            visibleSupplyItems(signedIn(context)),
            inUseOr(retired),
          ],
        },
        orderBy: { position: 'asc' },
      }),
  }),
  suppliers: t.connection(
    {
      type: 'Supplier',
      description:
        'The suppliers of the union, or of all unions that you may read, by name: those in use, unless others are asked for. NOT_FOUND: an id is one of another type. INVALID: an id is not valid. 工会在用的供应商名录,按名称排列;不指明工会时为您可查询的所有工会。NOT_FOUND:编号属于其他类型。INVALID:编号无效。',
      args: {
        ...unionsArg,
        ...searchArg(
          'Part of the supplier’s name or of its contact’s, up to 100 characters; of several words all must be found. 供应商名称或联系人的一部分,至多 100 字;多个词须全部包含。',
        ),
        ...supplierOrders.args,
        ...retiredArg,
        itemId: t.arg.id({
          required: false,
          description:
            'The global id of an item, to list only the suppliers that have it. 物资的编号,只列供应此物资的。',
        }),
      },
      resolve: (_, args, context, info) => {
        const viewer = signedIn(context)
        const { search, itemId, retired } = args
        const unionIds = unionsOf(viewer, args.unionId)
        const where = supplierWhere(viewer, { unionIds, search, itemId, retired })
        const offer = supplierOrders.offer(viewer, { search }, args.orderBy as OrderBy | null)
        return rootList(supplierRows, { where, unionIds, order: byName, offer }, args, context, info)
      },
    },
    supplierConnection,
  ),
}))
