import { type Change, type Receipt, write } from '#server/events/log.ts'
import { type Actor, allow } from '#server/platform/context.ts'
import { invalid } from '#server/platform/errors.ts'
import { changeOrder, checkSupplier, loadOrder, type Order, orderConflict } from './load.ts'
import type { Stage } from './quantities.ts'

/** A change of an order's quantities, each a new total. `correct`: the command centre takes back a wrong total. */
type ChangeOrder = Change & { orderId: string; correct?: boolean | null }

/** `supplierId`: with whom it is reserved, where that is chosen now. */
export type ReserveSupply = ChangeOrder & { reserved: number; supplierId?: string | null }

/** What is reserved of an order so far. */
export const reserveSupply = (actor: Actor, input: ReserveSupply): Promise<Receipt> =>
  write(actor, 'reserveSupply', input, async (tx) => {
    allow(actor, 'COMMAND')
    const order = await loadOrder(tx, actor, input.orderId)
    if (order.cancelledAt) throw cancelled(order)
    checkTotal(order, 'reserved', input.reserved, input.correct)
    within('reserved', input.reserved, order.dispatched, order.requested)
    const { reserved, supplierId } = input
    if (supplierId) await checkSupplier(tx, actor, supplierId, order)
    const beside = supplierId ? { supplierId } : {}
    return changeOrder(tx, actor, order, { name: 'supply.reserved', stage: 'reserved' }, { reserved }, beside)
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
    return changeOrder(tx, actor, order, { name: 'supply.dispatched', stage: 'dispatched' }, { dispatched })
  })

/** What has arrived so far; `dispatched` and `accepted` as well where it was handed over on the spot. */
export type ReceiveSupply = ChangeOrder & {
  received: number
  dispatched?: number | null
  accepted?: number | null
  confirmOverDelivery?: boolean | null
}

/** What has arrived of an order so far. More than was sent off is an over-delivery and needs a confirmation. */
export const receiveSupply = (actor: Actor, input: ReceiveSupply): Promise<Receipt> =>
  write(actor, 'receiveSupply', input, async (tx) => {
    allow(actor, 'COMMAND', 'SQUAD', 'ENTERPRISE')
    if (input.correct) allow(actor, 'COMMAND')
    const order = await loadOrder(tx, actor, input.orderId)
    const { received } = input
    checkTotal(order, 'received', received, input.correct)
    const accepted = input.accepted ?? order.accepted
    if (accepted < order.accepted) throw lower('accepted')
    within('received', received, accepted, Number.POSITIVE_INFINITY)
    const dispatched = sentOff(order, input)
    return changeOrder(
      tx,
      actor,
      order,
      { name: 'supply.received', stage: 'received' },
      { dispatched, received, accepted },
    )
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
    return changeOrder(tx, actor, order, { name: 'supply.accepted', stage: 'accepted' }, { accepted })
  })

/** The total sent off after a receipt: as recorded, as said now, or raised to what arrived where that was confirmed. */
function sentOff(order: Order, { received, dispatched, confirmOverDelivery }: ReceiveSupply): number {
  if (dispatched != null && dispatched > order.dispatched) {
    if (order.cancelledAt) throw cancelled(order)
    if (dispatched > order.reserved && !confirmOverDelivery) throw overDelivery('dispatched')
  } else if (dispatched != null && dispatched < order.dispatched) throw lower('dispatched')
  const total = dispatched ?? order.dispatched
  if (received <= total) return total
  if (!confirmOverDelivery) throw overDelivery('received')
  return received
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

const overDelivery = (field: Stage) =>
  invalid(field, {
    zh: '超过预定或发出的数量;确认超额收货后再提交。',
    en: 'More than was reserved or dispatched: confirm the over-delivery.',
  })

const cancelled = (order: Order) => orderConflict(order.id, { zh: '这张订单已取消。', en: 'This order is cancelled.' })
