import { deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { allow } from '#server/platform/context.ts'
import { orderChange, orderLoad } from './load.ts'
import { supplyOrderPayload } from './payload.ts'
import { checkBetween, checkTotal, quantity, totalFields } from './totals.ts'

const AcceptSupplyInput = builder.inputType('AcceptSupplyInput', {
  description: 'How much of what arrived was accepted so far. 订单的累计验收数量。',
  fields: (t) => ({
    ...totalFields(t),
    accepted: t.int({
      validate: quantity,
      description:
        'The new accepted total in the item’s unit; not above what was received. 新的累计验收数量(按物资单位),不超过收到。',
    }),
  }),
})

/** Sets the accepted total of an order. */
export const acceptSupply = deed('acceptSupply', {
  does: { en: 'Sets the accepted total of an order.', zh: '登记订单的累计验收数量。' },
  errors: {
    NOT_FOUND: { en: 'you see no such order', zh: '找不到这张订单' },
    FORBIDDEN: { en: 'somebody else than the command centre corrects', zh: '非指挥中心的更正' },
    CONFLICT: { en: 'the total stands at that quantity already', zh: '数量没有变化' },
    INVALID: {
      en: 'the total becomes lower without a correction, or lies above what was received',
      zh: '未注明更正而减少,或超过收到',
    },
  },
  input: AcceptSupplyInput,
  roles: ['COMMAND', 'SQUAD', 'ENTERPRISE'],
  ids: { orderId: 'SupplyOrder' },
  payload: supplyOrderPayload,
  load(actor, { orderId, correct }) {
    if (correct) allow(actor, 'COMMAND')
    return orderLoad(actor, orderId)
  },
  decide(state, { accepted, correct }, { actor }) {
    checkTotal(state.order, 'accepted', accepted, correct)
    checkBetween('accepted', accepted, 0, state.order.received)
    return orderChange(state, actor, 'accepted', { accepted })
  },
})
