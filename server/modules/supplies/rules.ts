import { type Change, type Receipt, write } from '#server/log/write.ts'
import { visibleEnterprises } from '#server/modules/enterprises/access.ts'
import { lockEnterprise } from '#server/modules/enterprises/progress.ts'
import { now } from '#server/platform/clock.ts'
import { type Actor, allow } from '#server/platform/context.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import { visibleSupplyItems } from './access.ts'
import { supplyEvents } from './events.ts'
import { changeOrder, checkSupplier, doneWith, loadOrder, orderConflict, tallyDelta } from './load.ts'
import { quantitiesOf } from './quantities.ts'

/** An enterprise asks for an item. `reserved`: what the command centre reserves at once. */
export type OrderSupply = Change & {
  enterpriseId: string
  itemId: string
  supplierId?: string | null
  requested: number
  reserved?: number | null
}

/** Orders an item for an enterprise. Only the command centre chooses the supplier and reserves at once. */
export const orderSupply = (actor: Actor, input: OrderSupply): Promise<Receipt> =>
  write(actor, 'orderSupply', input, async (tx) => {
    allow(actor, 'COMMAND', 'SQUAD', 'ENTERPRISE')
    if (input.reserved != null || input.supplierId != null) allow(actor, 'COMMAND')
    const { requested, reserved } = { requested: input.requested, reserved: input.reserved ?? 0 }
    if (requested < 1) throw invalid('requested', { zh: '数量至少为 1。', en: 'At least one.' })
    if (reserved < 0 || reserved > requested) throw beyondRequested()
    const enterprise = await tx.enterprise.findFirst({
      where: { AND: [{ id: input.enterpriseId }, visibleEnterprises(actor)] },
    })
    if (!enterprise) throw notFound('enterpriseId')
    const { unionId } = enterprise
    const item = await tx.supplyItem.findFirst({
      where: { AND: [{ id: input.itemId, unionId }, visibleSupplyItems(actor)] },
    })
    if (!item) throw notFound('itemId')
    if (input.supplierId) await checkSupplier(tx, actor, input.supplierId, { itemId: item.id, unionId })
    await lockEnterprise(tx, enterprise.id)
    const created = await tx.supplyOrder.create({
      data: {
        unionId,
        enterpriseId: enterprise.id,
        itemId: item.id,
        supplierId: input.supplierId ?? null,
        requested,
        reserved,
        createdAt: now(),
      },
    })
    const order = { ...created, item }
    const before = { requested: 0, reserved: 0, dispatched: 0, received: 0, accepted: 0 }
    return doneWith(
      order,
      supplyEvents.ordered(
        order,
        { item: item.code, quantity: requested },
        { squadId: actor.squadId, union: await tallyDelta(tx, order, before, quantitiesOf(order)) },
      ),
    )
  })

/** What is not yet on its way is withdrawn: requested and reserved drop to what was dispatched. */
export const cancelSupply = (actor: Actor, input: Change & { orderId: string; reason: string }): Promise<Receipt> =>
  write(actor, 'cancelSupply', input, async (tx, at) => {
    allow(actor, 'COMMAND', 'ENTERPRISE')
    const order = await loadOrder(tx, actor, input.orderId)
    if (order.cancelledAt) throw orderConflict(order.id, { zh: '这张订单已取消。', en: 'This order is cancelled.' })
    const { requested, reserved, dispatched } = order
    if (requested <= dispatched) {
      throw orderConflict(order.id, {
        zh: '物资已全部发出,没有可取消的。',
        en: 'All of it is on its way: nothing is left to cancel.',
      })
    }
    const left = { requested: Math.min(requested, dispatched), reserved: Math.min(reserved, dispatched) }
    return changeOrder(tx, actor, order, { event: 'cancelled', stage: 'requested' }, left, {
      cancelledAt: at,
      cancelReason: input.reason,
    })
  })

const beyondRequested = () =>
  invalid('reserved', { zh: '预定数量不能超过需求数量。', en: 'No more can be reserved than was requested.' })
