import { changeFields, deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { line } from '#server/platform/text.ts'
import { orderChange, orderConflict, orderLoad } from './load.ts'
import { supplyOrderPayload } from './payload.ts'
import { orderCancelled } from './totals.ts'

const CancelSupplyInput = builder.inputType('CancelSupplyInput', {
  description: 'Which order is cancelled, and why. 取消哪张订单及原因。',
  fields: (t) => ({
    ...changeFields(t),
    orderId: t.id({ description: 'The global id of the order. 物资预定的编号。' }),
    reason: t.string({
      validate: line(1, 200),
      description: 'Why it is cancelled, 1 to 200 characters. 取消的原因,1 至 200 字。',
    }),
  }),
})

/** What is not dispatched yet is cancelled: the requested and the reserved total fall to what was dispatched. */
export const cancelSupply = deed('cancelSupply', {
  does: {
    en: 'Cancels the part of an order that is not dispatched yet.',
    zh: '取消订单中尚未发出的部分。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such order', zh: '找不到这张订单' },
    CONFLICT: { en: 'the order is cancelled already, or all of it is dispatched', zh: '订单已取消,或已全部发出' },
  },
  input: CancelSupplyInput,
  roles: ['COMMAND', 'ENTERPRISE'],
  ids: { orderId: 'SupplyOrder' },
  payload: supplyOrderPayload,
  load: (actor, { orderId }) => orderLoad(actor, orderId),
  decide(state, { reason }, { at, actor }) {
    const { order } = state
    if (order.cancelledAt) throw orderCancelled(order)
    const { requested, reserved, dispatched } = order
    if (requested <= dispatched) throw nothingToCancel(order.id)
    return orderChange(state, actor, 'cancelled', {
      requested: dispatched,
      reserved: Math.min(reserved, dispatched),
      cancelledAt: at,
      cancelReason: reason,
    })
  },
})

/** CONFLICT: all of the order is dispatched. */
const nothingToCancel = (id: string) =>
  orderConflict(id, {
    zh: '物资已全部发出,没有可取消的。',
    en: 'All of it is on its way: nothing is left to cancel.',
  })
