import { builder, unionsArg } from '#server/platform/builder.ts'
import { connectionType } from '#server/platform/connection-type.ts'
import { signedIn, unionsOf } from '#server/platform/context.ts'
import { rowId } from '#server/platform/ids.ts'
import { Order } from '#server/platform/keyset.ts'
import { rootList } from '#server/platform/lists.ts'
import { without } from '#server/platform/narrowing.ts'
import { registerNode } from '#server/platform/nodes.ts'
import type { OrderBy } from '#server/platform/orders.ts'
import { relatedList } from '#server/platform/related-lists.ts'
import { searchArg } from '#server/platform/search.ts'
import { db } from '#server/postgres/db.ts'
import { readsOrderText, visibleSupplyOrders } from './access.ts'
import { SupplyOrderFilterInput } from './filter-type.ts'
import { type SupplyOrderFilter, scatteredInOrders, supplyOrderWhere } from './lists.ts'
import { supplyOrderOrders } from './orders.ts'
import { inKilograms, inOwnUnit } from './quantities-type.ts'
import './directory-type.ts'
import './event-fields.ts'
import './create-item.ts'
import './update-item.ts'
import './retire-item.ts'
import './restore-item.ts'
import './create-supplier.ts'
import './update-supplier.ts'
import './retire-supplier.ts'
import './restore-supplier.ts'
import './order.ts'
import './reserve.ts'
import './dispatch.ts'
import './receive.ts'
import './accept.ts'
import './cancel.ts'

registerNode('SupplyOrder', visibleSupplyOrders)

const quantities = { requested: true, reserved: true, dispatched: true, received: true, accepted: true } as const
const units = { select: { unit: true, unitEn: true, kgPerUnit: true } } as const

builder.prismaNode('SupplyOrder', {
  id: { field: 'id', description: 'The global id of the order. 物资预定的编号。' },
  description:
    'An order of one item for one enterprise, with a total for each stage from requested to accepted. 一家企业对一种物资的预定,从需求到验收各有累计数量。',
  fields: (t) => ({
    union: t.relation('union', {
      description: 'The union to which the order belongs. 订单所属的工会。',
    }),
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
const orderConnection = connectionType('SupplyOrder', 'SupplyOrder', supplyOrderOrders)
const newestFirst = new Order('SupplyOrder', { id: 'uuid desc' })

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
        'The supply orders of the union, or of all unions that you may read, newest first. NOT_FOUND: an id is one of another type. INVALID: an id is not valid. 工会的物资预定,新的在前;不指明工会时为您可查询的所有工会。NOT_FOUND:编号属于其他类型。INVALID:编号无效。',
      args: {
        ...unionsArg,
        ...searchArg(
          'Part of the enterprise’s name or, where you may read it, of its credit code, up to 100 characters; of several words all must be found. 企业名称的一部分,可见信用代码的也可搜代码,至多 100 字;多个词须全部包含。',
        ),
        ...supplyOrderOrders.args,
        filter: t.arg({
          type: SupplyOrderFilterInput,
          required: false,
          description: 'Which orders the list shows; all of them if left out. 筛选条件,不填则列出全部。',
        }),
      },
      resolve: (_, args, context, info) => {
        const viewer = signedIn(context)
        const unionIds = unionsOf(viewer, args.unionId)
        const filter = args.filter as SupplyOrderFilter | null | undefined
        const { search } = args
        const where = supplyOrderWhere(viewer, { unionIds, search, filter })
        const others = without(filter, scatteredInOrders, search)
        const among = others && supplyOrderWhere(viewer, { unionIds, filter: others })
        const offer = supplyOrderOrders.offer(viewer, { filter, search }, args.orderBy as OrderBy | null)
        return rootList(orderRows, { where, unionIds, order: newestFirst, among, search, offer }, args, context, info)
      },
    },
    orderConnection,
  ),
}))
