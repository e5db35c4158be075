import { enumType } from '#server/platform/enum-type.ts'

/** 建议、困难、难点、堵点. */
export const IssueKindEnum = enumType('IssueKind', {
  description:
    'What sort of issue it is, from a suggestion to a blockage (article: 建议、困难、难点、堵点). 问题类型:建议、困难、难点、堵点。',
  values: {
    SUGGESTION: {
      word: { zh: '建议', en: 'Suggestion' },
      description: 'Somebody suggests how to do something better. 有人提出改进建议。',
    },
    DIFFICULTY: {
      word: { zh: '困难', en: 'Difficulty' },
      description: 'The enterprise needs help with something. 企业需要帮助的困难。',
    },
    HARD_POINT: {
      word: { zh: '难点', en: 'Hard point' },
      description: 'No single agency can solve it alone. 单个部门难以独自解决的难点。',
    },
    BLOCKAGE: {
      word: { zh: '堵点', en: 'Blockage' },
      description: 'Work cannot go on until it is solved. 不解决就无法继续工作的堵点。',
    },
  },
})

/** What an issue is about. */
export const IssueCategoryEnum = enumType('IssueCategory', {
  description: 'The subject that an issue is about. 问题涉及的方面。',
  values: {
    SUPPLIES: {
      word: { zh: '防疫物资', en: 'Supplies' },
      description: 'Masks, disinfectant and other protective supplies. 口罩、消毒液等防疫物资。',
    },
    WORKERS: {
      word: { zh: '用工', en: 'Workers' },
      description: 'Workers who return, are hired or leave. 返岗、招工、留工等用工问题。',
    },
    FUNDS: {
      word: { zh: '资金', en: 'Funds' },
      description: 'Money, such as cash flow and loans. 周转、贷款等资金问题。',
    },
    TAX: { word: { zh: '税费', en: 'Tax' }, description: 'Taxes and fees to be paid. 应缴的税费。' },
    LOGISTICS: {
      word: { zh: '物流', en: 'Logistics' },
      description: 'Transport and deliveries of goods. 货物的运输与配送。',
    },
    RENT: { word: { zh: '租金', en: 'Rent' }, description: 'The rent of the premises. 经营场所的租金。' },
    EPIDEMIC: {
      word: { zh: '防疫', en: 'Epidemic control' },
      description: 'Epidemic control at the enterprise. 企业的疫情防控。',
    },
    LICENCE: {
      word: { zh: '证照审批', en: 'Licences' },
      description: 'Permits and licences of the enterprise. 企业的证照审批。',
    },
    MARKET: {
      word: { zh: '市场', en: 'Market' },
      description: 'Orders and customers of the enterprise. 企业的订单与客户。',
    },
    OTHER: {
      word: { zh: '其他', en: 'Other' },
      description: 'Anything that no other category names. 其他类别以外的问题。',
    },
  },
})

/** How much hangs on it. */
export const SeverityEnum = enumType('Severity', {
  description: 'How much harm an issue does while it is open. 问题的严重程度。',
  values: {
    LOW: { word: { zh: '一般', en: 'Low' }, description: 'It can wait without harm to the enterprise. 可以稍后处理。' },
    MEDIUM: {
      word: { zh: '较重', en: 'Medium' },
      description: 'It makes the work of the enterprise harder. 妨碍企业工作。',
    },
    HIGH: {
      word: { zh: '严重', en: 'High' },
      description: 'It stops the work or endangers people. 使工作停顿或危及人身。',
    },
  },
})

/** How the union heard of it. */
export const IssueSourceEnum = enumType('IssueSource', {
  description: 'How the union heard of an issue. 工会从何处得知该问题。',
  values: {
    VISIT: { word: { zh: '走访', en: 'Visit' }, description: 'A squad heard of it on a visit. 小分队走访时得知。' },
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

/** Whether an issue is still to be solved. */
export const IssueStatusEnum = enumType('IssueStatus', {
  description: 'Whether an issue is still to be solved. 问题是否已办结。',
  values: {
    OPEN: { word: { zh: '未办结', en: 'Open' }, description: 'It is not yet solved. 尚未办结。' },
    CLOSED: { word: { zh: '已办结', en: 'Closed' }, description: 'It is solved or settled. 已经办结。' },
    VOIDED: {
      word: { zh: '已作废', en: 'Voided' },
      description: 'It was entered wrongly, or is the double of another one; it is not counted. 录错或重复,不计数。',
    },
  },
})
