import { deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { type Actor, allow } from '#server/platform/context.ts'
import { invalid } from '#server/platform/errors.ts'
import { type Order, orderChange, orderLoad } from './load.ts'
import { supplyOrderPayload } from './payload.ts'
import type { Stage } from './quantities.ts'
import { checkBetween, checkTotal, lowerTotal, orderCancelled, quantity, totalFields } from './totals.ts'

const ReceiveSupplyInput = builder.inputType('ReceiveSupplyInput', {
  description: 'How much of an order has arrived so far. 订单的累计收到数量。',
  fields: (t) => ({
    ...totalFields(t),
    received: t.int({
      validate: quantity,
      description: 'The new received total in the item’s unit. 新的累计收到数量(按物资单位)。',
    }),
    dispatched: t.int({
      required: false,
      validate: quantity,
      description:
        'The new dispatched total in the item’s unit, where it was handed over on the spot. 新的累计发出数量(按物资单位),当面交付时填写。',
    }),
    accepted: t.int({
      required: false,
      validate: quantity,
      description:
        'The new accepted total in the item’s unit, where it was accepted at once. 新的累计验收数量(按物资单位),当场验收时填写。',
    }),
    confirmOverDelivery: t.boolean({
      required: false,
      description:
        'True where more has arrived than was reserved or dispatched, and that is right. 确认收到多于预定或发出的数量。',
    }),
  }),
})

type ReceiveSupply = typeof ReceiveSupplyInput.$inferInput

/**
 * Sets the received total of an order. More than was dispatched is an over-delivery and needs a confirmation. What is
 * dispatched is not for the enterprise to say: it can only receive what is on its way to it.
 */
export const receiveSupply = deed('receiveSupply', {
  does: {
    en: 'Sets the received total of an order. More than was dispatched needs a confirmation.',
    zh: '登记订单的累计收到数量;多于发出的须确认。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such order', zh: '找不到这张订单' },
    FORBIDDEN: {
      en: 'somebody else than the command centre corrects, or an enterprise sets the dispatched total or confirms an over-delivery',
      zh: '非指挥中心的更正,或企业填写发出数量、确认超额收货',
    },
    CONFLICT: {
      en: 'the total stands at that quantity already, or more than was dispatched would arrive of a cancelled order',
      zh: '数量没有变化,或已取消的订单收到多于已发出的数量',
    },
    INVALID: {
      en: 'the received total becomes lower without a correction, the dispatched or the accepted total becomes lower, less is received than accepted, or without a confirmation more is received than dispatched, or more dispatched than reserved',
      zh: '未注明更正而减少收到数量、减少发出或验收数量、收到少于验收,或未确认而收到多于发出、发出多于预定',
    },
  },
  input: ReceiveSupplyInput,
  roles: ['COMMAND', 'SQUAD', 'ENTERPRISE'],
  ids: { orderId: 'SupplyOrder' },
  payload: supplyOrderPayload,
  load(actor, { orderId, correct, dispatched, confirmOverDelivery }) {
    if (correct) allow(actor, 'COMMAND')
    if (dispatched != null || confirmOverDelivery) allow(actor, 'COMMAND', 'SQUAD')
    return orderLoad(actor, orderId)
  },
  decide(state, input, { actor }) {
    const { order } = state
    const { received } = input
    checkTotal(order, 'received', received, input.correct)
    const accepted = input.accepted ?? order.accepted
    if (accepted < order.accepted) throw lowerTotal('accepted')
    checkBetween('received', received, accepted, Number.POSITIVE_INFINITY)
    const dispatched = dispatchedTotal(actor, order, input)
    return orderChange(state, actor, 'received', { dispatched, received, accepted })
  },
})

/**
 * The dispatched total after a receipt: as it was, as the input sets it, or as much as has arrived where an over-delivery
 * was confirmed. INVALID: it becomes lower, or more was received or dispatched than allowed and that is not confirmed.
 * CONFLICT: it would become higher although the order is cancelled.
 */
function dispatchedTotal(
  actor: Actor,
  order: Order,
  { received, dispatched, confirmOverDelivery }: ReceiveSupply,
): number {
  const newTotal = dispatched ?? order.dispatched
  if (newTotal < order.dispatched) throw lowerTotal('dispatched')
  const total = Math.max(newTotal, received)
  if (total > order.dispatched && order.cancelledAt) throw orderCancelled(order)
  if (confirmOverDelivery) return total
  if (newTotal > order.dispatched && newTotal > order.reserved) throw overDelivery(actor, 'dispatched')
  if (received > newTotal) throw overDelivery(actor, 'received')
  return total
}

/** INVALID: more than was reserved or dispatched, without a confirmation. */
const overDelivery = ({ role }: Actor, field: Stage) =>
  invalid(
    field,
    role === 'ENTERPRISE'
      ? { zh: '超过已发出的数量;请致电指挥中心确认。', en: 'More than was dispatched: call the command centre.' }
      : {
          zh: '超过预定或发出的数量;确认超额收货后再提交。',
          en: 'More than was reserved or dispatched: confirm the over-delivery.',
        },
  )
