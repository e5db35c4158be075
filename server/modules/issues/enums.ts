import { builder } from '#server/platform/builder.ts'

/** 建议、困难、难点、堵点. */
export const IssueKindEnum = builder.enumType('IssueKind', {
  description: 'What an issue is. 问题类型。',
  values: {
    SUGGESTION: { description: 'A suggestion. 建议。' },
    DIFFICULTY: { description: 'A difficulty. 困难。' },
    HARD_POINT: { description: 'Hard to solve by one hand. 难点。' },
    BLOCKAGE: { description: 'Work can’t go on until it is solved. 堵点。' },
  } as const,
})

/** What an issue is about. */
export const IssueCategoryEnum = builder.enumType('IssueCategory', {
  description: 'What an issue is about. 问题类别。',
  values: {
    SUPPLIES: { description: 'Protective supplies. 防疫物资。' },
    WORKERS: { description: 'Workers: returning, hiring, keeping. 用工。' },
    FUNDS: { description: 'Money: cash flow, loans. 资金。' },
    TAX: { description: 'Taxes and fees. 税费。' },
    LOGISTICS: { description: 'Transport and deliveries. 物流。' },
    RENT: { description: 'Rent. 租金。' },
    EPIDEMIC: { description: 'Epidemic control. 防疫。' },
    LICENCE: { description: 'Permits and licences. 证照审批。' },
    MARKET: { description: 'Orders and customers. 市场。' },
    OTHER: { description: 'Anything else. 其他。' },
  } as const,
})

/** How much hangs on it. */
export const SeverityEnum = builder.enumType('Severity', {
  description: 'How much hangs on it. 严重程度。',
  values: {
    LOW: { description: 'Can wait. 一般。' },
    MEDIUM: { description: 'Hinders work. 较重。' },
    HIGH: { description: 'Stops work or endangers people. 严重。' },
  } as const,
})

/** How the union heard of it. */
export const IssueSourceEnum = builder.enumType('IssueSource', {
  description: 'How the union heard of it. 问题来源。',
  values: {
    VISIT: { description: 'On a visit. 走访。' },
    CALL: { description: 'By phone. 电话。' },
    FORM: { description: 'On a form. 表单。' },
    ENTERPRISE: { description: 'Reported by the enterprise. 企业上报。' },
  } as const,
})

/** Where an issue stands. */
export const IssueStatusEnum = builder.enumType('IssueStatus', {
  description: 'Where an issue stands. 问题状态。',
  values: {
    OPEN: { description: 'Not done yet. 未办结。' },
    CLOSED: { description: 'Done. 已办结。' },
  } as const,
})
