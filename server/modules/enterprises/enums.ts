import { builder } from '#server/platform/builder.ts'

/** NOT_RESUMED → FILED → APPROVED → RESUMED (→ SUSPENDED). */
export const ResumptionEnum = builder.enumType('Resumption', {
  description: 'How far an enterprise has resumed work. 复工状态。',
  values: {
    NOT_RESUMED: { description: 'Not resumed. 未复工。' },
    FILED: { description: 'Filed. 已备案。' },
    APPROVED: { description: 'Approved. 已批准。' },
    RESUMED: { description: 'Resumed. 已复工。' },
    SUSPENDED: { description: 'Suspended again. 停工。' },
  } as const,
})

/** How far an enterprise's visits are, as its cell on the board shows it. */
export const VisitProgressEnum = builder.enumType('VisitProgress', {
  description: 'How far the visits of an enterprise are. 走访进度。',
  values: {
    NOT_PLANNED: { description: 'Not planned. 未排。' },
    PLANNED: { description: 'Planned. 已排。' },
    UNDER_WAY: { description: 'Between 望 and the end. 望闻问切中。' },
    DONE: { description: 'Visited. 已走访。' },
  } as const,
})

/** Whom one talks to at an enterprise. */
export const ContactKindEnum = builder.enumType('ContactKind', {
  description: 'Whom one talks to at an enterprise. 联系人类别。',
  values: {
    OWNER: { description: 'The owner or head. 负责人。' },
    UNION_CHAIR: { description: 'The chair of its union. 工会主席。' },
    HEALTH: { description: 'The contact for epidemic control. 防疫联系人。' },
  } as const,
})

/** How the union learnt of a resumption. */
export const ResumptionSourceEnum = builder.enumType('ResumptionSource', {
  description: 'How the union learnt of it. 信息来源。',
  values: {
    VISIT: { description: 'On a visit. 走访。' },
    CALL: { description: 'By phone. 电话。' },
    FORM: { description: 'On a form. 表单。' },
    ENTERPRISE: { description: 'Reported by the enterprise. 企业上报。' },
  } as const,
})
