import type { SupplyItem, SupplyOrder } from '#codegen/prisma/client.ts'
import type { EventDraft } from '#server/log/catalogue.ts'
import type { Done } from '#server/log/old-write.ts'
import type { TallyDelta } from '#server/log/tallies.ts'
import { lockEnterprise } from '#server/modules/enterprises/progress.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, invalid, notFound, type Sentence } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visibleSuppliers, visibleSupplyOrders } from './access.ts'
import { supplyEvents } from './events.ts'
import { type Quantities, quantitiesOf, type Stage, stages } from './quantities.ts'

/** An order's row with its item. */
export type Order = SupplyOrder & { item: SupplyItem }

/** Loads an order that the actor may see, with its item. NOT_FOUND where there is none. */
export async function loadOrder(tx: Tx, actor: Actor, id: string): Promise<Order> {
  const order = await tx.supplyOrder.findFirst({
    where: { AND: [{ id }, visibleSupplyOrders(actor)] },
    include: { item: true },
  })
  if (!order) throw notFound('orderId')
  return order
}

/** CONFLICT with this sentence and the id of the order, so that the caller can read the order as it stands now. */
export const orderConflict = (id: string, sentence: Sentence) => conflict(sentence, globalId('SupplyOrder', id))

/** The event that a change writes, and the quantity whose difference the event states. */
type StageEvent = { event: keyof typeof supplyEvents; stage: Stage }

/** The other columns of an order that a change may set. */
type OtherColumns = { cancelledAt?: Date; cancelReason?: string; supplierId?: string }

/**
 * Sets quantities and other columns of an order, if nobody has changed the order since it was loaded: of two callers at
 * the same time exactly one succeeds. The event states by how much the quantity of `stage` has changed, and the squad
 * that did it, since an order belongs to no squad. CONFLICT: somebody else has changed the order.
 */
export async function changeOrder(
  tx: Tx,
  actor: Actor,
  order: Order,
  { event, stage }: StageEvent,
  quantities: Partial<Quantities>,
  otherColumns: OtherColumns = {},
): Promise<Done> {
  const oldQuantities = quantitiesOf(order)
  const newQuantities = { ...oldQuantities, ...quantities }
  await lockEnterprise(tx, order.enterpriseId)
  const { count } = await tx.supplyOrder.updateMany({
    where: { id: order.id, cancelledAt: order.cancelledAt, supplierId: order.supplierId, ...oldQuantities },
    data: { ...quantities, ...otherColumns },
  })
  if (!count) throw orderConflict(order.id, orderChanged)
  return orderResult(
    order,
    supplyEvents[event](
      order,
      { item: order.item.code, quantity: newQuantities[stage] - oldQuantities[stage] },
      { squadId: actor.squadId, union: await tallyDelta(tx, order, oldQuantities, newQuantities) },
    ),
  )
}

/** Checks the supplier of an order. NOT_FOUND: the actor sees no such supplier in the union. INVALID: it does not have the item. */
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

/** What the work of a deed on one order returns: the order as the subject, and one event. */
export const orderResult = (order: SupplyOrder, event: EventDraft): Done => ({
  subjectId: order.id,
  unionId: order.unionId,
  events: [event],
})

/** The figure of the tally that counts the enterprises whose quantity of this stage is above zero. */
const enterpriseFigures = {
  requested: 'enterprisesRequested',
  reserved: 'enterprisesReserved',
  received: 'enterprisesReceived',
}

/**
 * The change of the union's tally when an order's quantities change. An enterprise counts once for an item, however many
 * orders of the item it has. The caller has locked the enterprise's row, so that nobody else changes its orders before
 * the transaction ends.
 */
export async function tallyDelta(
  tx: Tx,
  order: Order,
  oldQuantities: Quantities,
  newQuantities: Quantities,
): Promise<TallyDelta> {
  const others = await tx.supplyOrder.aggregate({
    where: { enterpriseId: order.enterpriseId, itemId: order.itemId, id: { not: order.id } },
    _sum: { requested: true, reserved: true, received: true },
  })
  const figures: Record<string, number> = {}
  for (const stage of stages) figures[stage] = newQuantities[stage] - oldQuantities[stage]
  for (const stage of ['requested', 'reserved', 'received'] as const) {
    const rest = others._sum[stage] ?? 0
    figures[enterpriseFigures[stage]] =
      Number(rest + newQuantities[stage] > 0) - Number(rest + oldQuantities[stage] > 0)
  }
  return { supplies: { [order.item.code]: figures } }
}

const orderChanged: Sentence = {
  zh: '这张订单刚被别人改过,请看最新数量。',
  en: 'Somebody else has just changed this order: look at its quantities now.',
}
