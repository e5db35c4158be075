import type { SupplyItem } from '#codegen/prisma/client.ts'
import { builder } from '#server/platform/builder.ts'
import { five, inTransit, type Quantities, shortage } from './quantities.ts'

/** An order's quantities in one unit. */
type InUnit = Quantities & { inTransit: number; shortage: number; unit: string; unitEn: string }

declare module '#server/platform/builder.ts' {
  interface PlainObjects {
    SupplyQuantities: InUnit
  }
}

builder.objectType('SupplyQuantities', {
  description: 'The quantities of an order in one unit; all but the last two are cumulative. 订单数量(累计)。',
  fields: (t) => ({
    unit: t.exposeString('unit', { description: 'The unit they are in. 单位。' }),
    unitEn: t.exposeString('unitEn', { description: 'The unit in English. 英文单位。' }),
    requested: t.exposeFloat('requested', { description: 'Asked for. 需求。' }),
    reserved: t.exposeFloat('reserved', { description: 'Reserved; that is not delivered. 预定(不等于到货)。' }),
    dispatched: t.exposeFloat('dispatched', { description: 'Sent off. 发出。' }),
    received: t.exposeFloat('received', { description: 'Arrived. 收到。' }),
    accepted: t.exposeFloat('accepted', { description: 'Checked and accepted. 验收。' }),
    inTransit: t.exposeFloat('inTransit', { description: 'On its way: dispatched − received. 在途。' }),
    shortage: t.exposeFloat('shortage', { description: 'Not reserved yet: requested − reserved, or 0. 缺口。' }),
  }),
})

type Unit = Pick<SupplyItem, 'unit' | 'unitEn' | 'kgPerUnit'>

/** The quantities as they were ordered. */
export const inOwnUnit = (order: Quantities, { unit, unitEn }: Unit): InUnit => ({
  ...scaled(order, (quantity) => quantity),
  unit,
  unitEn,
})

/** The same in kilograms, exactly; null where the unit is no weight. */
export const inKilograms = (order: Quantities, { kgPerUnit }: Unit): InUnit | null =>
  kgPerUnit && { ...scaled(order, (quantity) => kgPerUnit.mul(quantity).toNumber()), unit: '公斤', unitEn: 'kg' }

function scaled(
  order: Quantities,
  scale: (quantity: number) => number,
): Quantities & Pick<InUnit, 'inTransit' | 'shortage'> {
  const cumulative = Object.fromEntries(five.map((stage) => [stage, scale(order[stage])])) as Quantities
  return { ...cumulative, inTransit: scale(inTransit(order)), shortage: scale(shortage(order)) }
}
