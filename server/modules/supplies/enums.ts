import { builder } from '#server/platform/builder.ts'

/** The five cumulative quantities of an order, as a filter names them. */
export const SupplyStageEnum = builder.enumType('SupplyStage', {
  description: 'One of the five cumulative quantities of an order. 订单的五个累计数量之一。',
  values: {
    REQUESTED: { value: 'requested', description: 'Asked for. 需求。' },
    RESERVED: { value: 'reserved', description: 'Reserved; that is not delivered. 预定(不等于到货)。' },
    DISPATCHED: { value: 'dispatched', description: 'Sent off. 发出。' },
    RECEIVED: { value: 'received', description: 'Arrived. 收到。' },
    ACCEPTED: { value: 'accepted', description: 'Checked and accepted. 验收。' },
  } as const,
})
