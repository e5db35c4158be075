import { changeFields, deed } from '#server/log/deed.ts'
import { loadEnterprise } from '#server/modules/enterprises/load.ts'
import { lockEnterprise } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import { allow } from '#server/platform/context.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import { visibleSupplyItems } from './access.ts'
import { supplyEvents } from './events.ts'
import { checkSupplier, orderResult, tallyDelta } from './load.ts'
import { supplyOrderPayload } from './payload.ts'
import { quantitiesOf } from './quantities.ts'
import { quantity } from './totals.ts'

const OrderSupplyInput = builder.inputType('OrderSupplyInput', {
  description: 'How much of an item an enterprise asks for. 企业需要的物资及数量。',
  fields: (t) => ({
    ...changeFields(t),
    enterpriseId: t.id({ description: 'The global id of the enterprise. 企业的编号。' }),
    itemId: t.id({ description: 'The global id of the item. 物资的编号。' }),
    supplierId: t.id({
      required: false,
      description: 'The global id of the supplier; only the command centre chooses it. 供应商的编号,仅指挥中心填写。',
    }),
    requested: t.int({
      validate: quantity.min(1),
      description: 'How much is asked for, in the item’s unit, at least 1. 需求数量(按物资单位),至少 1。',
    }),
    reserved: t.int({
      required: false,
      validate: quantity,
      description:
        'How much is reserved at once, in the item’s unit, not above requested; only the command centre does so. 同时预定的数量(按物资单位),不超过需求,仅指挥中心填写。',
    }),
  }),
})

/** An item is ordered for an enterprise. Only the command centre chooses the supplier and reserves at once. */
export const orderSupply = deed('orderSupply', {
  does: { en: 'Orders an item for an enterprise.', zh: '为企业预定一种物资。' },
  errors: {
    NOT_FOUND: { en: 'you see no such enterprise, item or supplier', zh: '找不到企业、物资或供应商' },
    FORBIDDEN: {
      en: 'somebody else than the command centre names a supplier or reserves',
      zh: '非指挥中心填写供应商或预定数量',
    },
    INVALID: {
      en: 'less than one is requested, more is reserved than requested, or the supplier does not have the item',
      zh: '需求少于 1、预定多于需求,或供应商不供应此物资',
    },
  },
  input: OrderSupplyInput,
  roles: ['COMMAND', 'SQUAD', 'ENTERPRISE'],
  ids: { enterpriseId: 'Enterprise', itemId: 'SupplyItem', supplierId: 'Supplier' },
  payload: supplyOrderPayload,
  async work(tx, { actor, input }) {
    if (input.reserved != null || input.supplierId != null) allow(actor, 'COMMAND')
    const { requested, reserved } = { requested: input.requested, reserved: input.reserved ?? 0 }
    if (requested < 1) throw invalid('requested', { zh: '数量至少为 1。', en: 'At least one.' })
    if (reserved < 0 || reserved > requested) throw beyondRequested()
    const enterprise = await loadEnterprise(tx, actor, input.enterpriseId)
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
    const noQuantities = { requested: 0, reserved: 0, dispatched: 0, received: 0, accepted: 0 }
    return orderResult(
      order,
      supplyEvents.ordered(
        order,
        { item: item.code, quantity: requested },
        { squadId: actor.squadId, union: await tallyDelta(tx, order, noQuantities, quantitiesOf(order)) },
      ),
    )
  },
})

/** INVALID: more is reserved than requested. */
const beyondRequested = () =>
  invalid('reserved', { zh: '预定数量不能超过需求数量。', en: 'No more can be reserved than was requested.' })
