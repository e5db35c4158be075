import type { SupplyOrder } from '#codegen/prisma/client.ts'
import { addEventSubscription } from '#server/feed/event-subscription.ts'
import { addHistory } from '#server/feed/history.ts'
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
    description:
      'The supply order that this event is about, as it stands now; null for all other events, and where you may not see the order. 事件所涉及的物资订单现状;其他事件或无权查看时为空。',
    resolve: (query, { subjects, subjectType, subjectId }) =>
      subjectType === 'SupplyOrder' ? subjects.row<SupplyOrder>('SupplyOrder', subjectId, query) : null,
  }),
  itemCode: t.string({
    nullable: true,
    description:
      'The code of the item that this event is about, such as MASK; null for events without an item. 事件所涉及物资的代码,如 MASK;与物资无关的事件为空。',
    resolve: (event) => factsOf(supplyEvents, event)?.item ?? factsOf(supplyItemEvents, event)?.item ?? null,
  }),
  quantity: t.int({
    nullable: true,
    description:
      'By how much the quantity of the supply order changed, in the item’s unit, negative where it became lower; null for all other events. 订单数量的变动(按物资单位),减少时为负;其他事件为空。',
    resolve: (event) => factsOf(supplyEvents, event)?.quantity ?? null,
  }),
}))

addEventSubscription(
  'orderFulfilled',
  'Each change of what was received or accepted of a supply order, one event a message. 物资预定的到货或验收数量的每次变动,每条消息一个事件。',
  [supplyEvents.received, supplyEvents.accepted],
)

addHistory(
  'SupplyOrder',
  'subjectId',
  'What happened to the order and you may know of, newest first. 订单的经过,新的在前。',
)
