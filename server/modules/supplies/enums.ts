import { builder } from '#server/platform/builder.ts'

/** The five cumulative quantities of an order, by which a list can be narrowed. */
export const SupplyStageEnum = builder.enumType('SupplyStage', {
  description: 'One of the five cumulative quantities of an order. 订单的五个累计数量之一。',
  values: {
    REQUESTED: { value: 'requested', description: 'How much the enterprise has asked for. 企业需要的数量。' },
    RESERVED: {
      value: 'reserved',
      description:
        'How much is reserved with a supplier, which does not mean that it is delivered. 已向供应商预定的数量,不等于到货。',
    },
    DISPATCHED: { value: 'dispatched', description: 'How much has been sent to the enterprise. 已向企业发出的数量。' },
    RECEIVED: { value: 'received', description: 'How much has arrived at the enterprise. 企业已收到的数量。' },
    ACCEPTED: {
      value: 'accepted',
      description: 'How much of what arrived was checked and accepted. 收到后验收合格的数量。',
    },
  } as const,
})
