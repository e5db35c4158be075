import { Prisma, type Supplier, type SupplyItem, type SupplyOrder } from '#codegen/prisma/client.ts'
import type { EventDraft } from '#server/log/catalogue.ts'
import { one, type Read, type Root, root, rootsOf, sharedRoot, value } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import type { TallyDelta } from '#server/log/tallies.ts'
import type { Decision } from '#server/log/write.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, invalid, notFound, type Sentence } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { visibleSuppliers, visibleSupplyItems, visibleSupplyOrders } from './access.ts'
import { supplyEvents } from './events.ts'
import { type Quantities, type Stage, stages } from './quantities.ts'

/** An order's row with the code of its item. */
export type Order = SupplyOrder & { itemCode: string }

/** The figure of the tally that counts the enterprises whose quantity of this stage is above zero. */
const enterpriseFigures = {
  requested: 'enterprisesRequested',
  reserved: 'enterprisesReserved',
  received: 'enterprisesReceived',
} as const

/** What all orders of one item for one enterprise add up to. */
type Sums = Record<keyof typeof enterpriseFigures, number>

/** An order, and what its enterprise has of its item in all orders together. */
type OrderState = { order: Order; sums: Sums }

/** The load of every deed on one order. Whoever changes an order locks its enterprise, which only a merger changes. */
export function orderLoad(actor: Actor, id: string) {
  const own = Prisma.sql`FROM "SupplyOrder" WHERE id = ${id}::uuid`
  const order = Prisma.sql`
    SELECT o.*, i.code AS "itemCode" FROM "SupplyOrder" o JOIN "SupplyItem" i ON i.id = o."itemId"
    WHERE o.id = ${id}::uuid AND ${visibleSupplyOrders.sql(actor, 'o')}`
  return {
    lock: [rootsOf('Enterprise', Prisma.sql`SELECT "enterpriseId" ${own}`)],
    read: {
      order: one<Order>(order, () => notFound('orderId')),
      sums: readSums(Prisma.sql`SELECT "enterpriseId", "itemId" ${own}`),
    },
  }
}

/** Reads the sums of the orders of one item for one enterprise. The statement selects the ids of the enterprise and the item. */
export const readSums = (ids: Prisma.Sql): Read<Sums> =>
  value(Prisma.sql`
    SELECT jsonb_build_object('requested', coalesce(sum(requested), 0), 'reserved', coalesce(sum(reserved), 0),
      'received', coalesce(sum(received), 0)) AS value
    FROM "SupplyOrder" WHERE ("enterpriseId", "itemId") = (${ids})`)

/** Reads an item that the actor may see. NOT_FOUND where there is none. */
export const readItem = (actor: Actor, id: string): Read<SupplyItem> =>
  one(
    Prisma.sql`SELECT i.* FROM "SupplyItem" i WHERE i.id = ${id}::uuid AND ${visibleSupplyItems.sql(actor, 'i')}`,
    () => notFound('itemId'),
  )

/** A supplier of an order, and whether it has the order's item. */
type SupplierOfOrder = { id: string; retiredAt: Date | null; hasItem: boolean }

/** Reads a supplier that the actor may see, for an item whose id the statement selects. NOT_FOUND where there is none. */
export const readSupplier = (actor: Actor, id: string, itemId: Prisma.Sql): Read<SupplierOfOrder> =>
  one(
    Prisma.sql`
      SELECT s.id, s."retiredAt", EXISTS (
        SELECT 1 FROM "SupplierItem" offer WHERE offer."supplierId" = s.id AND offer."itemId" = (${itemId})
      ) AS "hasItem"
      FROM "Supplier" s WHERE s.id = ${id}::uuid AND ${visibleSuppliers.sql(actor, 's')}`,
    () => notFound('supplierId'),
  )

/** INVALID where a supplier is named that does not have the item. */
export function checkSupplier(supplier: SupplierOfOrder | null): void {
  if (!supplier || supplier.hasItem) return
  throw invalid('supplierId', { zh: '这家供应商不供应此物资。', en: 'This supplier does not have the item.' })
}

/** What keeps the items and the suppliers of the union as they are while something is ordered: nobody changes one meanwhile. */
export const keepDirectory = ({ unionId }: Actor): Root => sharedRoot('TradeUnion', unionId)

/** The load of every deed on one item of the union's list. */
export const supplyItemLoad = (actor: Actor, id: string) => ({
  lock: [root('TradeUnion', actor.unionId)],
  read: { item: readItem(actor, id) },
})

/** The load of every deed on one supplier of the directory. */
export const supplierLoad = (actor: Actor, id: string) => ({
  lock: [root('TradeUnion', actor.unionId)],
  read: {
    supplier: one<Supplier>(
      Prisma.sql`SELECT s.* FROM "Supplier" s WHERE s.id = ${id}::uuid AND ${visibleSuppliers.sql(actor, 's')}`,
      () => notFound('supplierId'),
    ),
  },
})

/** CONFLICT: the item is not offered any more. */
export function refuseRetiredItem({ id, retiredAt }: Pick<SupplyItem, 'id' | 'retiredAt'>): void {
  if (!retiredAt) return
  throw conflict({ zh: '这种物资已停用。', en: 'This item is retired.' }, globalId('SupplyItem', id))
}

/** CONFLICT: nothing more is ordered from the supplier, and nothing of it is changed before it is in use again. */
export function refuseRetiredSupplier(supplier: Pick<Supplier, 'id' | 'retiredAt'> | null): void {
  if (!supplier?.retiredAt) return
  throw conflict({ zh: '这家供应商已停用。', en: 'This supplier is retired.' }, globalId('Supplier', supplier.id))
}

/** CONFLICT with this sentence and the id of the order, so that the caller can read the order as it stands now. */
export const orderConflict = (id: string, sentence: Sentence) => conflict(sentence, globalId('SupplyOrder', id))

/** The quantity whose difference each event states. */
const stageOf = {
  ordered: 'requested',
  reserved: 'reserved',
  dispatched: 'dispatched',
  received: 'received',
  accepted: 'accepted',
  cancelled: 'requested',
} as const satisfies Record<keyof typeof supplyEvents, Stage>

/** Quantities and other columns of an order that a deed sets. */
type Columns = Partial<Quantities & Pick<SupplyOrder, 'supplierId' | 'cancelledAt' | 'cancelReason'>>

/** What a deed decides that sets columns of an order. */
export const orderChange = (
  state: OrderState,
  actor: Actor,
  event: keyof typeof supplyEvents,
  columns: Columns,
): Decision => ({
  subjectId: state.order.id,
  writes: [update('SupplyOrder', state.order.id, columns)],
  events: [orderEvent(state, actor, event, state.order, { ...state.order, ...columns })],
})

/**
 * The event of an order whose quantities change. It states by how much the quantity of its stage has changed, and the squad
 * that did it, since an order belongs to no squad.
 */
export function orderEvent(
  { order, sums }: { order: Pick<Order, 'id' | 'enterpriseId' | 'itemCode'>; sums: Sums },
  actor: Actor,
  event: keyof typeof supplyEvents,
  from: Quantities,
  to: Quantities,
): EventDraft {
  const stage = stageOf[event]
  return supplyEvents[event](
    order,
    { item: order.itemCode, quantity: to[stage] - from[stage] },
    { squadId: actor.squadId, union: { supplies: { [order.itemCode]: figuresOf(sums, from, to) } } },
  )
}

/** The change of an item's figures. An enterprise counts once for an item, however many orders of the item it has. */
function figuresOf(sums: Sums, from: Quantities, to: Quantities): TallyDelta {
  const figures: TallyDelta = {}
  for (const stage of stages) figures[stage] = to[stage] - from[stage]
  for (const stage of ['requested', 'reserved', 'received'] as const) {
    const after = sums[stage] + to[stage] - from[stage]
    figures[enterpriseFigures[stage]] = Number(after > 0) - Number(sums[stage] > 0)
  }
  return figures
}
