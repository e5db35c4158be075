import { builder } from '#server/platform/builder.ts'
import { SupplyStageEnum } from './enums.ts'
import type { SupplyOrderFilter } from './lists.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    SupplyOrderFilter: SupplyOrderFilter
  }
}

/** The input by which a list of supply orders is narrowed. */
export const SupplyOrderFilterInput = builder.inputType('SupplyOrderFilter', {
  description:
    'Which supply orders a list shows: those that fit every field that is filled in. 物资预定的筛选条件,须全部符合;不填的不限。',
  fields: (t) => ({
    itemId: t.id({ required: false, description: 'The global id of the item that is ordered. 物资的编号。' }),
    enterpriseId: t.id({ required: false, description: 'The global id of the enterprise. 企业的编号。' }),
    supplierId: t.id({ required: false, description: 'The global id of the supplier. 供应商的编号。' }),
    open: t.boolean({
      required: false,
      description: 'True: less has arrived than was requested. False: all of it has arrived. 真:尚未到齐;假:已经到齐。',
    }),
    cancelled: t.boolean({
      required: false,
      description: 'True: the order was cancelled. False: it was not. 真:已取消;假:未取消。',
    }),
    having: t.field({
      type: SupplyStageEnum,
      required: false,
      description: 'The quantity that is above zero in the orders shown. 该项数量大于零的订单。',
    }),
    ordered: t.field({
      type: 'DateRange',
      required: false,
      description: 'The days on which the orders were entered. 录入的日期范围。',
    }),
    hasGap: t.boolean({
      required: false,
      description:
        'True: less is reserved than was requested, and the order was not cancelled. False: all is reserved, or it was cancelled. 真:预定少于需求且未取消;假:已预定足数或已取消。',
    }),
  }),
})
