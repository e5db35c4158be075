import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import './event-fields.ts'
import { readsOrderText, seesSupplierPhones, visibleSupplyOrders } from './access.ts'
import { inKilograms, inOwnUnit } from './quantities-type.ts'
import './queries.ts'
import './accept.ts'
import './cancel.ts'
import './create-item.ts'
import './create-supplier.ts'
import './dispatch.ts'
import './order.ts'
import './receive.ts'
import './reserve.ts'

builder.prismaNode('SupplyItem', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'What can be ordered. 物资。',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Its code, such as MASK. 代码。' }),
    name: t.exposeString('name', { description: 'Its name. 名称。' }),
    nameEn: t.exposeString('nameEn', { description: 'Its name in English. 英文名称。' }),
    unit: t.exposeString('unit', { description: 'What it is counted in: 个, 支, 斤. 单位。' }),
    unitEn: t.exposeString('unitEn', { description: 'The unit in English. 英文单位。' }),
    kgPerUnit: t.float({
      nullable: true,
      description: 'Exact kilograms of one unit; null where the unit is no weight. 每单位公斤数。',
      select: { kgPerUnit: true },
      resolve: ({ kgPerUnit }) => kgPerUnit?.toNumber() ?? null,
    }),
    position: t.exposeInt('position', { description: 'Its place in the list. 序号。' }),
  }),
})

builder.prismaNode('SupplierItem', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'An item that a supplier has. 供应商的一种物资。',
  fields: (t) => ({
    item: t.relation('item', { description: 'The item. 物资。' }),
    capacity: t.exposeInt('capacity', { description: 'Units a day. 日产能。' }),
  }),
})

builder.prismaNode('Supplier', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'A producer of supplies. 供应商。',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name. 名称。' }),
    contact: t.exposeString('contact', { description: 'Whom to call. 联系人。' }),
    phone: t.string({
      nullable: true,
      description: 'For those who order or are supplied; null for others. 电话(仅相关人员可见)。',
      select: { phone: true },
      resolve: ({ phone }, _, context) => (seesSupplierPhones(signedIn(context)) ? phone : null),
    }),
    items: t.relation('items', {
      description: 'What it has, and how much a day. 供应物资与产能。',
      query: { orderBy: { item: { position: 'asc' } } },
    }),
  }),
})

const quantities = { requested: true, reserved: true, dispatched: true, received: true, accepted: true } as const
const units = { select: { unit: true, unitEn: true, kgPerUnit: true } } as const

builder.prismaNode('SupplyOrder', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'An item for an enterprise, in five cumulative quantities. 物资预定。',
  fields: (t) => ({
    enterprise: t.relation('enterprise', { description: 'For whom. 企业。' }),
    item: t.relation('item', { description: 'What. 物资。' }),
    supplier: t.relation('supplier', { nullable: true, description: 'From whom, once chosen. 供应商。' }),
    quantities: t.field({
      type: 'SupplyQuantities',
      description: 'In the item’s own unit. 数量。',
      select: { ...quantities, item: units },
      resolve: (order) => inOwnUnit(order, order.item),
    }),
    kilograms: t.field({
      type: 'SupplyQuantities',
      nullable: true,
      description: 'The same in kilograms; null where the unit is no weight. 折合公斤。',
      select: { ...quantities, item: units },
      resolve: (order) => inKilograms(order, order.item),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was entered. 下单时间。' }),
    cancelledAt: t.expose('cancelledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the rest was cancelled. 取消时间。',
    }),
    cancelReason: t.string({
      nullable: true,
      description: 'Why; null on a wall. 取消原因,大屏不显示。',
      resolve: ({ cancelReason }, _, context) => (readsOrderText(signedIn(context)) ? cancelReason : null),
    }),
  }),
})

builder.prismaObjectField('Enterprise', 'supplyOrders', (t) =>
  t.relatedConnection('supplyOrders', {
    cursor: 'id',
    totalCount: true,
    description: 'Its orders, newest first. 企业的物资预定。',
    query: (_, context) => ({
      where: visibleSupplyOrders(signedIn(context)),
      orderBy: { id: 'desc' },
    }),
  }),
)
