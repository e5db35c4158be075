import { enumType } from '#server/platform/enum-type.ts'

/** NOT_RESUMED → FILED → APPROVED → RESUMED (→ SUSPENDED). */
export const ResumptionEnum = enumType('Resumption', {
  description:
    'How far an enterprise has resumed work: NOT_RESUMED → FILED → APPROVED → RESUMED, and SUSPENDED where it stops again. 企业复工状态:未复工→已备案→已批准→已复工,再次停工为停工。',
  values: {
    NOT_RESUMED: {
      word: { zh: '未复工', en: 'Not resumed' },
      description: 'The enterprise has not applied to resume work. 企业尚未申请复工。',
    },
    FILED: {
      word: { zh: '已备案', en: 'Filed' },
      description: 'The enterprise has filed to resume work and waits for the answer. 企业已备案,等待答复。',
    },
    APPROVED: {
      word: { zh: '已批准', en: 'Approved' },
      description: 'The enterprise may resume work but has not begun. 企业已获批准,尚未开工。',
    },
    RESUMED: { word: { zh: '已复工', en: 'Resumed' }, description: 'The enterprise is at work again. 企业已经复工。' },
    SUSPENDED: {
      word: { zh: '停工', en: 'Suspended' },
      description: 'The enterprise had resumed work and has stopped again. 企业复工后再次停工。',
    },
  },
})

/** How far an enterprise's visits are, as its cell on the board shows it. */
export const VisitProgressEnum = enumType('VisitProgress', {
  description:
    'How far the visits of an enterprise are in the campaign, as its cell on the board shows it. 企业在本次行动中的走访进度,即大屏格子的状态。',
  values: {
    NOT_PLANNED: {
      word: { zh: '未排', en: 'Not planned' },
      description: 'No squad has a visit to it on its list. 尚未列入任何小分队的走访名单。',
    },
    PLANNED: {
      word: { zh: '已排', en: 'Planned' },
      description: 'A squad has a visit to it on its list and has not arrived. 已列入走访名单,小分队尚未到达。',
    },
    UNDER_WAY: {
      word: { zh: '望闻问切中', en: 'Under way' },
      description: 'A squad has arrived and the visit has not ended. 小分队已到达,走访尚未结束。',
    },
    DONE: {
      word: { zh: '已走访', en: 'Visited' },
      description: 'A visit to it counts against the target. 已有一次走访计入目标。',
    },
  },
})

/** Whom one talks to at an enterprise. */
export const ContactKindEnum = enumType('ContactKind', {
  description: 'Which person at an enterprise the union talks to. 企业联系人的类别。',
  values: {
    OWNER: {
      word: { zh: '负责人', en: 'Owner' },
      description: 'The owner or the head of the enterprise. 企业负责人。',
    },
    UNION_CHAIR: {
      word: { zh: '工会主席', en: 'Union chair' },
      description: 'The chair of the trade union of the enterprise. 企业工会主席。',
    },
    HEALTH: {
      word: { zh: '防疫联系人', en: 'Health contact' },
      description: 'The person responsible for epidemic control. 企业防疫联系人。',
    },
  },
})

/** How the union learnt of a resumption. */
export const ResumptionSourceEnum = enumType('ResumptionSource', {
  description: 'How the union learnt how far the enterprise has resumed work. 工会从何处得知复工状态。',
  values: {
    VISIT: { word: { zh: '走访', en: 'Visit' }, description: 'A squad saw it on a visit. 小分队走访时得知。' },
    CALL: { word: { zh: '电话', en: 'Call' }, description: 'Somebody said it on the phone. 电话中得知。' },
    FORM: {
      word: { zh: '表单', en: 'Form' },
      description: 'It stands on a form that the union received. 由收到的表单得知。',
    },
    ENTERPRISE: {
      word: { zh: '企业上报', en: 'Enterprise' },
      description: 'The enterprise has reported it. 企业自行上报。',
    },
  },
})

/** The papers of a resumption. */
export const ResumptionPaperKindEnum = enumType('ResumptionPaperKind', {
  description:
    'A paper that an enterprise hands in to resume work, where its union asks for it. 企业复工须交的一份材料。',
  values: {
    FILING: { word: { zh: '备案表', en: 'Filing form' }, description: 'The form by which it files. 复工备案表。' },
    COMMITMENT: {
      word: { zh: '承诺书', en: 'Commitment' },
      description: 'Its written commitment to epidemic control. 疫情防控承诺书。',
    },
    PLAN: {
      word: { zh: '复工方案', en: 'Plan' },
      description: 'Its plan for work and epidemic control. 复工与防控方案。',
    },
    STAFF_LIST: { word: { zh: '员工名单', en: 'List of staff' }, description: 'The list of its workers. 员工名单。' },
    HEALTH_STATUS: {
      word: { zh: '健康情况', en: 'Health of staff' },
      description: 'What it says of the health of its workers. 员工健康情况。',
    },
    SUPPLIES: {
      word: { zh: '物资清单', en: 'Supplies' },
      description: 'What supplies for epidemic control it has. 防疫物资储备情况。',
    },
  },
})
