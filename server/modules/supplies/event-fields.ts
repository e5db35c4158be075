import type { SupplyOrder } from '#codegen/prisma/client.ts'
import { registerSubject } from '#server/feed/subjects.ts'
import { factsOf } from '#server/log/catalogue.ts'
import { builder } from '#server/platform/builder.ts'
import { db } from '#server/postgres/db.ts'
import { visibleSupplyOrders } from './access.ts'
import { supplyEvents, supplyItemEvents } from './events.ts'

registerSubject('SupplyOrder', {
  visible: visibleSupplyOrders,
  rows: (args) => db.supplyOrder.findMany(args),
})

builder.objectFields('BoardEvent', (t) => ({
  supplyOrder: t.prismaField({
    type: 'SupplyOrder',
    nullable: true,
    description: 'The order it is about, as it stands now. 物资订单。',
    resolve: (query, { subjects, subjectType, subjectId }) =>
      subjectType === 'SupplyOrder' ? subjects.row<SupplyOrder>('SupplyOrder', subjectId, query) : null,
  }),
  itemCode: t.string({
    nullable: true,
    description: 'The item’s code. 物资代码。',
    resolve: (event) => factsOf(supplyEvents, event)?.item ?? factsOf(supplyItemEvents, event)?.item ?? null,
  }),
  quantity: t.int({
    nullable: true,
    description: 'By how much it changed, in the item’s unit. 变动数量。',
    resolve: (event) => factsOf(supplyEvents, event)?.quantity ?? null,
  }),
}))
