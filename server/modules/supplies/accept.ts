import { deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { allow } from '#server/platform/context.ts'
import { changeOrder, loadOrder } from './load.ts'
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
    CONFLICT: {
      en: 'the total stands at that quantity already, or somebody else has just changed the order',
      zh: '数量没有变化,或订单刚被别人改过',
    },
    INVALID: {
      en: 'the total becomes lower without a correction, or lies above what was received',
      zh: '未注明更正而减少,或超过收到',
    },
  },
  input: AcceptSupplyInput,
  roles: ['COMMAND', 'SQUAD', 'ENTERPRISE'],
  ids: { orderId: 'SupplyOrder' },
  payload: supplyOrderPayload,
  async work(tx, { actor, input }) {
    if (input.correct) allow(actor, 'COMMAND')
    const order = await loadOrder(tx, actor, input.orderId)
    checkTotal(order, 'accepted', input.accepted, input.correct)
    checkBetween('accepted', input.accepted, 0, order.received)
    const { accepted } = input
    return changeOrder(tx, actor, order, { event: 'accepted', stage: 'accepted' }, { accepted })
  },
})
