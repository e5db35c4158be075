import { registerSubject } from '#server/events/subjects.ts'
import { builder } from '#server/platform/builder.ts'
import { db } from '#server/platform/db.ts'
import { visibleSupplyOrders } from './policy.ts'

registerSubject('SupplyOrder', {
  visible: visibleSupplyOrders,
  ids: (where) => db.supplyOrder.findMany({ where, select: { id: true } }),
})

type Facts = { item?: string; quantity?: number }

builder.objectFields('BoardEvent', (t) => ({
  supplyOrder: t.prismaField({
    type: 'SupplyOrder',
    nullable: true,
    description: 'The order it is about, as it stands now. 物资订单。',
    resolve: async (query, { subjects, subjectType, subjectId }) => {
      const row = { ...query, where: { id: subjectId } }
      return subjectType === 'SupplyOrder' && (await subjects.sees('SupplyOrder', subjectId))
        ? db.supplyOrder.findUnique(row)
        : null
    },
  }),
  itemCode: t.string({
    nullable: true,
    description: 'The item’s code. 物资代码。',
    resolve: ({ facts }) => (facts as Facts).item ?? null,
  }),
  quantity: t.int({
    nullable: true,
    description: 'By how much it changed, in the item’s unit. 变动数量。',
    resolve: ({ facts }) => (facts as Facts).quantity ?? null,
  }),
}))
