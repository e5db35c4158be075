import { Prisma } from '#codegen/prisma/client.ts'
import { deed } from '#server/log/deed.ts'
import { nothing } from '#server/log/load.ts'
import { builder } from '#server/platform/builder.ts'
import { checkSupplier, keepDirectory, orderChange, orderLoad, readSupplier, refuseRetiredSupplier } from './load.ts'
import { supplyOrderPayload } from './payload.ts'
import { checkBetween, checkTotal, orderCancelled, quantity, totalFields } from './totals.ts'

const ReserveSupplyInput = builder.inputType('ReserveSupplyInput', {
  description: 'How much of an order is reserved so far. 订单的累计预定数量。',
  fields: (t) => ({
    ...totalFields(t),
    reserved: t.int({
      validate: quantity,
      description:
        'The new reserved total in the item’s unit; not above what was requested. 新的累计预定数量(按物资单位),不超过需求。',
    }),
    supplierId: t.id({
      required: false,
      description:
        'The global id of the supplier with whom it is reserved, where that is chosen now. 此时选定的供应商编号。',
    }),
  }),
})

/** Sets the reserved total of an order. With another supplier the total may stay the same. */
export const reserveSupply = deed('reserveSupply', {
  does: { en: 'Sets the reserved total of an order, and the supplier.', zh: '登记订单的累计预定数量及供应商。' },
  errors: {
    NOT_FOUND: { en: 'you see no such order or supplier', zh: '找不到订单或供应商' },
    CONFLICT: {
      en: 'neither the total nor the supplier would change, the order is cancelled, or the supplier is retired',
      zh: '数量与供应商都没有变化、订单已取消,或供应商已停用',
    },
    INVALID: {
      en: 'the total becomes lower without a correction, lies below what was dispatched or above what was requested, or the supplier does not have the item',
      zh: '未注明更正而减少、少于已发出、超过需求,或供应商不供应此物资',
    },
  },
  input: ReserveSupplyInput,
  roles: ['COMMAND'],
  ids: { orderId: 'SupplyOrder', supplierId: 'Supplier' },
  payload: supplyOrderPayload,
  load(actor, { orderId, supplierId }) {
    const { lock, read } = orderLoad(actor, orderId)
    const itemId = Prisma.sql`SELECT "itemId" FROM "SupplyOrder" WHERE id = ${orderId}::uuid`
    return {
      lock: supplierId ? [keepDirectory(actor), ...lock] : lock,
      read: { ...read, supplier: supplierId ? readSupplier(actor, supplierId, itemId) : nothing },
    }
  },
  decide({ supplier, ...state }, { reserved, correct }, { actor }) {
    const { order } = state
    if (order.cancelledAt) throw orderCancelled(order)
    const supplierId = supplier?.id ?? order.supplierId
    if (supplierId !== order.supplierId) refuseRetiredSupplier(supplier)
    if (supplierId === order.supplierId || reserved !== order.reserved) checkTotal(order, 'reserved', reserved, correct)
    checkBetween('reserved', reserved, order.dispatched, order.requested)
    checkSupplier(supplier)
    return orderChange(state, actor, 'reserved', { reserved, supplierId })
  },
})
