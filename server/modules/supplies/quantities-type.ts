import type { SupplyItem } from '#codegen/prisma/client.ts'
import { builder } from '#server/platform/builder.ts'
import { inTransit, type Quantities, shortage, stages } from './quantities.ts'

/** The quantities of an order, all in the same unit. */
type QuantitiesInUnit = Quantities & { inTransit: number; shortage: number; unit: string; unitEn: string }

declare module '#server/platform/builder.ts' {
  interface PlainObjects {
    SupplyQuantities: QuantitiesInUnit
  }
}

builder.objectType('SupplyQuantities', {
  description:
    'The quantities of a supply order, all in one unit. The first five are totals since the order was made. 物资订单的各项数量,单位一致;前五项为下单以来的累计数。',
  fields: (t) => ({
    unit: t.exposeString('unit', {
      description: 'The unit of these quantities in Chinese, such as 个. 数量的单位,如 个。',
    }),
    unitEn: t.exposeString('unitEn', {
      description: 'The unit of these quantities in English, such as piece. 数量的英文单位,如 piece。',
    }),
    requested: t.exposeFloat('requested', { description: 'How much the enterprise has asked for. 企业需要的数量。' }),
    reserved: t.exposeFloat('reserved', {
      description:
        'How much is reserved with a supplier, which does not mean that it is delivered. 已向供应商预定的数量,不等于到货。',
    }),
    dispatched: t.exposeFloat('dispatched', {
      description: 'How much has been sent to the enterprise. 已向企业发出的数量。',
    }),
    received: t.exposeFloat('received', { description: 'How much has arrived at the enterprise. 企业已收到的数量。' }),
    accepted: t.exposeFloat('accepted', {
      description: 'How much of what arrived was checked and accepted. 收到后验收合格的数量。',
    }),
    inTransit: t.exposeFloat('inTransit', {
      description: 'How much is on its way to the enterprise: dispatched minus received. 在途数量:发出减收到。',
    }),
    shortage: t.exposeFloat('shortage', {
      description: 'How much is not reserved yet: requested minus reserved, never below 0. 缺口:需求减预定,不小于 0。',
    }),
  }),
})

type Unit = Pick<SupplyItem, 'unit' | 'unitEn' | 'kgPerUnit'>

/** The quantities of an order in the item's own unit. */
export const inOwnUnit = (order: Quantities, { unit, unitEn }: Unit): QuantitiesInUnit => ({
  ...scaleQuantities(order, (quantity) => quantity),
  unit,
  unitEn,
})

/** The quantities of an order in exact kilograms; null where the item's unit is not a weight. */
export const inKilograms = (order: Quantities, { kgPerUnit }: Unit): QuantitiesInUnit | null =>
  kgPerUnit && {
    ...scaleQuantities(order, (quantity) => kgPerUnit.mul(quantity).toNumber()),
    unit: '公斤',
    unitEn: 'kg',
  }

/** Applies `scale` to each quantity of an order, and adds what is in transit and what is short. */
function scaleQuantities(
  order: Quantities,
  scale: (quantity: number) => number,
): Quantities & Pick<QuantitiesInUnit, 'inTransit' | 'shortage'> {
  const cumulative = Object.fromEntries(stages.map((stage) => [stage, scale(order[stage])])) as Quantities
  return { ...cumulative, inTransit: scale(inTransit(order)), shortage: scale(shortage(order)) }
}
