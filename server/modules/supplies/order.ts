import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { nothing, root } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import { readEnterprise } from '#server/modules/enterprises/load.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import { allow } from '#server/platform/context.ts'
import { invalid } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import {
  checkSupplier,
  keepDirectory,
  orderEvent,
  readItem,
  readSums,
  readSupplier,
  refuseRetiredItem,
  refuseRetiredSupplier,
} from './load.ts'
import { supplyOrderPayload } from './payload.ts'
import { noQuantities } from './quantities.ts'
import { quantity } from './totals.ts'

const OrderSupplyInput = builder.inputType('OrderSupplyInput', {
  description: 'How much of an item an enterprise asks for. 企业需要的物资及数量。',
  fields: (t) => ({
    ...changeFields(t),
    enterpriseId: t.id({ description: 'The global id of the enterprise. 企业的编号。' }),
    itemId: t.id({ description: 'The global id of the item. 物资的编号。' }),
    supplierId: t.id({
      required: false,
      description: 'The global id of the supplier; only the command centre chooses it. 供应商的编号,仅指挥中心填写。',
    }),
    requested: t.int({
      validate: quantity.min(1),
      description: 'How much is asked for, in the item’s unit, at least 1. 需求数量(按物资单位),至少 1。',
    }),
    reserved: t.int({
      required: false,
      validate: quantity,
      description:
        'How much is reserved at once, in the item’s unit, not above requested; only the command centre does so. 同时预定的数量(按物资单位),不超过需求,仅指挥中心填写。',
    }),
  }),
})

/** An item is ordered for an enterprise. Only the command centre chooses the supplier and reserves at once. */
export const orderSupply = deed('orderSupply', {
  does: { en: 'Orders an item for an enterprise.', zh: '为企业预定一种物资。' },
  errors: {
    NOT_FOUND: { en: 'you see no such enterprise, item or supplier', zh: '找不到企业、物资或供应商' },
    FORBIDDEN: {
      en: 'somebody else than the command centre names a supplier or reserves',
      zh: '非指挥中心填写供应商或预定数量',
    },
    CONFLICT: { en: 'the enterprise, the item or the supplier is retired', zh: '企业、物资或供应商已停用' },
    INVALID: {
      en: 'less than one is requested, more is reserved than requested, or the supplier does not have the item',
      zh: '需求少于 1、预定多于需求,或供应商不供应此物资',
    },
  },
  input: OrderSupplyInput,
  roles: ['COMMAND', 'SQUAD', 'ENTERPRISE'],
  ids: { enterpriseId: 'Enterprise', itemId: 'SupplyItem', supplierId: 'Supplier' },
  payload: supplyOrderPayload,
  load(actor, { enterpriseId, itemId, supplierId, reserved }) {
    if (reserved != null || supplierId != null) allow(actor, 'COMMAND')
    return {
      lock: [keepDirectory(actor), root('Enterprise', enterpriseId)],
      read: {
        enterprise: readEnterprise(actor, enterpriseId),
        item: readItem(actor, itemId),
        supplier: supplierId ? readSupplier(actor, supplierId, Prisma.sql`${itemId}::uuid`) : nothing,
        sums: readSums(Prisma.sql`SELECT ${enterpriseId}::uuid, ${itemId}::uuid`),
      },
    }
  },
  decide({ enterprise, item, supplier, sums }, { requested, reserved }, { actor }) {
    if (requested < 1) throw invalid('requested', { zh: '数量至少为 1。', en: 'At least one.' })
    if (reserved != null && (reserved < 0 || reserved > requested)) throw beyondRequested()
    refuseRetiredItem(item)
    refuseRetiredSupplier(supplier)
    checkSupplier(supplier)
    const order = {
      id: newId(),
      unionId: enterprise.unionId,
      enterpriseId: enterprise.id,
      itemId: item.id,
      supplierId: supplier?.id ?? null,
      ...noQuantities,
      requested,
      reserved: reserved ?? 0,
      createdAt: now(),
    }
    const ordered = { order: { ...order, itemCode: item.code }, sums }
    return {
      subjectId: order.id,
      writes: [insert('SupplyOrder', order)],
      events: [orderEvent(ordered, actor, 'ordered', noQuantities, order)],
    }
  },
})

/** INVALID: more is reserved than requested. */
const beyondRequested = () =>
  invalid('reserved', { zh: '预定数量不能超过需求数量。', en: 'No more can be reserved than was requested.' })
