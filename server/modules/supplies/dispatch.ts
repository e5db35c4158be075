import { deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { orderChange, orderLoad } from './load.ts'
import { supplyOrderPayload } from './payload.ts'
import { checkBetween, checkTotal, orderCancelled, quantity, totalFields } from './totals.ts'

const DispatchSupplyInput = builder.inputType('DispatchSupplyInput', {
  description: 'How much of an order was dispatched so far. 订单的累计发出数量。',
  fields: (t) => ({
    ...totalFields(t),
    dispatched: t.int({
      validate: quantity,
      description:
        'The new dispatched total in the item’s unit; not above what is reserved. 新的累计发出数量(按物资单位),不超过预定。',
    }),
  }),
})

/** Sets the dispatched total of an order. */
export const dispatchSupply = deed('dispatchSupply', {
  does: { en: 'Sets the dispatched total of an order.', zh: '登记订单的累计发出数量。' },
  errors: {
    NOT_FOUND: { en: 'you see no such order', zh: '找不到这张订单' },
    CONFLICT: {
      en: 'the total stands at that quantity already, or the order is cancelled',
      zh: '数量没有变化,或订单已取消',
    },
    INVALID: {
      en: 'the total becomes lower without a correction, lies below what was received or above what is reserved',
      zh: '未注明更正而减少、少于已收到,或超过预定',
    },
  },
  input: DispatchSupplyInput,
  roles: ['COMMAND'],
  ids: { orderId: 'SupplyOrder' },
  payload: supplyOrderPayload,
  load: (actor, { orderId }) => orderLoad(actor, orderId),
  decide(state, { dispatched, correct }, { actor }) {
    const { order } = state
    if (order.cancelledAt) throw orderCancelled(order)
    checkTotal(order, 'dispatched', dispatched, correct)
    checkBetween('dispatched', dispatched, order.received, order.reserved)
    return orderChange(state, actor, 'dispatched', { dispatched })
  },
})
