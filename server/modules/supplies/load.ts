import type { SupplyItem, SupplyOrder } from '#codegen/prisma/client.ts'
import type { EventDraft } from '#server/log/catalogue.ts'
import type { TallyDelta } from '#server/log/tallies.ts'
import type { Done } from '#server/log/write.ts'
import { lockEnterprise } from '#server/modules/enterprises/progress.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, invalid, notFound, type Sentence } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visibleSuppliers, visibleSupplyOrders } from './access.ts'
import { supplyEvents } from './events.ts'
import { five, type Quantities, quantitiesOf, type Stage } from './quantities.ts'

/** An order and what it is of. */
export type Order = SupplyOrder & { item: SupplyItem }

/** An order that the actor may see, or NOT_FOUND. */
export async function loadOrder(tx: Tx, actor: Actor, id: string): Promise<Order> {
  const order = await tx.supplyOrder.findFirst({
    where: { AND: [{ id }, visibleSupplyOrders(actor)] },
    include: { item: true },
  })
  if (!order) throw notFound('orderId')
  return order
}

/** CONFLICT that shows the order as it stands now. */
export const orderConflict = (id: string, sentence: Sentence) => conflict(sentence, globalId('SupplyOrder', id))

/** The event of a change, and the quantity whose difference it tells. The squad is the one that did it: an order has none. */
type StageEvent = { event: keyof typeof supplyEvents; stage: Stage }

/** What else a change may set on the order. */
type Beside = { cancelledAt?: Date; cancelReason?: string; supplierId?: string }

/**
 * Brings an order to `next` if it still stands as it was read; of two racing callers exactly one wins. The event says
 * by how much `stage` has changed.
 */
export async function changeOrder(
  tx: Tx,
  actor: Actor,
  order: Order,
  { event, stage }: StageEvent,
  next: Partial<Quantities>,
  beside: Beside = {},
): Promise<Done> {
  const old = quantitiesOf(order)
  const now = { ...old, ...next }
  await lockEnterprise(tx, order.enterpriseId)
  const { count } = await tx.supplyOrder.updateMany({
    where: { id: order.id, cancelledAt: order.cancelledAt, supplierId: order.supplierId, ...old },
    data: { ...next, ...beside },
  })
  if (!count) throw orderConflict(order.id, changedMeanwhile)
  return doneWith(
    order,
    supplyEvents[event](
      order,
      { item: order.item.code, quantity: now[stage] - old[stage] },
      { squadId: actor.squadId, union: await tallyDelta(tx, order, old, now) },
    ),
  )
}

/** A supplier of the union that has the item; NOT_FOUND or INVALID otherwise. */
export async function checkSupplier(
  tx: Tx,
  actor: Actor,
  supplierId: string,
  { itemId, unionId }: Pick<SupplyOrder, 'itemId' | 'unionId'>,
): Promise<void> {
  const visible = { AND: [{ id: supplierId, unionId }, visibleSuppliers(actor)] }
  if (await tx.supplierItem.findFirst({ where: { itemId, supplier: visible }, select: { id: true } })) return
  if (!(await tx.supplier.findFirst({ where: visible, select: { id: true } }))) throw notFound('supplierId')
  throw invalid('supplierId', { zh: '这家供应商不供应此物资。', en: 'This supplier does not have the item.' })
}

/** What a deed on one order has done. */
export const doneWith = (order: SupplyOrder, event: EventDraft): Done => ({
  subjectId: order.id,
  unionId: order.unionId,
  events: [event],
})

const counted = { requested: 'enterprisesRequested', reserved: 'enterprisesReserved', received: 'enterprisesReceived' }

/**
 * What an order's change from `old` to `now` does to the union's tally. An enterprise counts once for an item, however
 * many orders it has; its row is locked, so nobody else changes them meanwhile.
 */
export async function tallyDelta(tx: Tx, order: Order, old: Quantities, now: Quantities): Promise<TallyDelta> {
  const others = await tx.supplyOrder.aggregate({
    where: { enterpriseId: order.enterpriseId, itemId: order.itemId, id: { not: order.id } },
    _sum: { requested: true, reserved: true, received: true },
  })
  const figures: Record<string, number> = {}
  for (const stage of five) figures[stage] = now[stage] - old[stage]
  for (const stage of ['requested', 'reserved', 'received'] as const) {
    const rest = others._sum[stage] ?? 0
    figures[counted[stage]] = Number(rest + now[stage] > 0) - Number(rest + old[stage] > 0)
  }
  return { supplies: { [order.item.code]: figures } }
}

const changedMeanwhile: Sentence = {
  zh: '这张订单刚被别人改过,请看最新数量。',
  en: 'Somebody else has just changed this order: look at its quantities now.',
}
