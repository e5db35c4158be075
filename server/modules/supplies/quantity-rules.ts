import { type Change, type Receipt, write } from '#server/log/write.ts'
import { type Actor, allow } from '#server/platform/context.ts'
import { invalid } from '#server/platform/errors.ts'
import { changeOrder, checkSupplier, loadOrder, type Order, orderConflict } from './load.ts'
import type { Stage } from './quantities.ts'

/** A change of an order's quantities, each a new total. `correct`: the command centre takes back a wrong total. */
type ChangeOrder = Change & { orderId: string; correct?: boolean | null }

/** `supplierId`: with whom it is reserved, where that is chosen now; with another one the total may stay. */
export type ReserveSupply = ChangeOrder & { reserved: number; supplierId?: string | null }

/** What is reserved of an order so far. */
export const reserveSupply = (actor: Actor, input: ReserveSupply): Promise<Receipt> =>
  write(actor, 'reserveSupply', input, async (tx) => {
    allow(actor, 'COMMAND')
    const order = await loadOrder(tx, actor, input.orderId)
    if (order.cancelledAt) throw cancelled(order)
    const { reserved, supplierId } = input
    const moves = supplierId != null && supplierId !== order.supplierId
    if (!moves || reserved !== order.reserved) checkTotal(order, 'reserved', reserved, input.correct)
    within('reserved', reserved, order.dispatched, order.requested)
    if (supplierId) await checkSupplier(tx, actor, supplierId, order)
    const beside = supplierId ? { supplierId } : {}
    return changeOrder(tx, actor, order, { event: 'reserved', stage: 'reserved' }, { reserved }, beside)
  })

/** What has been sent off of an order so far. */
export const dispatchSupply = (actor: Actor, input: ChangeOrder & { dispatched: number }): Promise<Receipt> =>
  write(actor, 'dispatchSupply', input, async (tx) => {
    allow(actor, 'COMMAND')
    const order = await loadOrder(tx, actor, input.orderId)
    if (order.cancelledAt) throw cancelled(order)
    checkTotal(order, 'dispatched', input.dispatched, input.correct)
    within('dispatched', input.dispatched, order.received, order.reserved)
    const { dispatched } = input
    return changeOrder(tx, actor, order, { event: 'dispatched', stage: 'dispatched' }, { dispatched })
  })

/** What has arrived so far; `dispatched` and `accepted` as well where it was handed over on the spot. */
export type ReceiveSupply = ChangeOrder & {
  received: number
  dispatched?: number | null
  accepted?: number | null
  confirmOverDelivery?: boolean | null
}

/**
 * What has arrived of an order so far. More than was sent off is an over-delivery and needs a confirmation. What is sent
 * off is not the enterprise's to say: it receives what is on its way to it.
 */
export const receiveSupply = (actor: Actor, input: ReceiveSupply): Promise<Receipt> =>
  write(actor, 'receiveSupply', input, async (tx) => {
    allow(actor, 'COMMAND', 'SQUAD', 'ENTERPRISE')
    if (input.correct) allow(actor, 'COMMAND')
    if (input.dispatched != null || input.confirmOverDelivery) allow(actor, 'COMMAND', 'SQUAD')
    const order = await loadOrder(tx, actor, input.orderId)
    const { received } = input
    checkTotal(order, 'received', received, input.correct)
    const accepted = input.accepted ?? order.accepted
    if (accepted < order.accepted) throw lower('accepted')
    within('received', received, accepted, Number.POSITIVE_INFINITY)
    const dispatched = sentOff(actor, order, input)
    return changeOrder(tx, actor, order, { event: 'received', stage: 'received' }, { dispatched, received, accepted })
  })

/** What has been accepted so far of what arrived. */
export const acceptSupply = (actor: Actor, input: ChangeOrder & { accepted: number }): Promise<Receipt> =>
  write(actor, 'acceptSupply', input, async (tx) => {
    allow(actor, 'COMMAND', 'SQUAD', 'ENTERPRISE')
    if (input.correct) allow(actor, 'COMMAND')
    const order = await loadOrder(tx, actor, input.orderId)
    checkTotal(order, 'accepted', input.accepted, input.correct)
    within('accepted', input.accepted, 0, order.received)
    const { accepted } = input
    return changeOrder(tx, actor, order, { event: 'accepted', stage: 'accepted' }, { accepted })
  })

/** The total sent off after a receipt: as recorded, as said now, or raised to what arrived where that was confirmed. */
function sentOff(actor: Actor, order: Order, { received, dispatched, confirmOverDelivery }: ReceiveSupply): number {
  const said = dispatched ?? order.dispatched
  if (said < order.dispatched) throw lower('dispatched')
  const total = Math.max(said, received)
  if (total > order.dispatched && order.cancelledAt) throw cancelled(order)
  if (confirmOverDelivery) return total
  if (said > order.dispatched && said > order.reserved) throw overDelivery(actor, 'dispatched')
  if (received > said) throw overDelivery(actor, 'received')
  return total
}

/** A new total: the same again is CONFLICT, a lower one a correction, which has to be said. */
function checkTotal(order: Order, stage: Stage, total: number, correct: boolean | null | undefined): void {
  if (total === order[stage]) {
    throw orderConflict(order.id, { zh: '数量没有变化。', en: 'It stands at that quantity already.' })
  }
  if (total < order[stage] && !correct) throw lower(stage)
}

function within(field: Stage, total: number, least: number, most: number): void {
  if (total < least || total < 0) {
    throw invalid(field, { zh: `累计数量不能少于后面环节的 ${least}。`, en: `The next quantity stands at ${least}.` })
  }
  if (total > most) {
    throw invalid(field, { zh: `累计数量不能超过 ${most}。`, en: `The quantity before it stands at ${most}.` })
  }
}

const lower = (field: Stage) =>
  invalid(field, {
    zh: '累计数量不能比原来少;更正请由指挥中心注明。',
    en: 'A total does not fall; a correction is the command centre’s and has to be said.',
  })

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

const cancelled = (order: Order) => orderConflict(order.id, { zh: '这张订单已取消。', en: 'This order is cancelled.' })
