import type { Locale, Sentence } from '#server/platform/errors.ts'

/** What the states and kinds are called in a file that people read. */
const words: Record<string, Sentence> = {
  NOT_RESUMED: { zh: '未复工', en: 'not resumed' },
  FILED: { zh: '已备案', en: 'filed' },
  APPROVED: { zh: '已批准', en: 'approved' },
  RESUMED: { zh: '已复工', en: 'resumed' },
  SUSPENDED: { zh: '停工', en: 'suspended' },
  NOT_PLANNED: { zh: '未排', en: 'not planned' },
  PLANNED: { zh: '已排', en: 'planned' },
  UNDER_WAY: { zh: '走访中', en: 'under way' },
  ARRIVED: { zh: '在现场', en: 'arrived' },
  FINISHED: { zh: '已结束', en: 'finished' },
  SKIPPED: { zh: '已跳过', en: 'skipped' },
  VOIDED: { zh: '已作废', en: 'voided' },
  DONE: { zh: '已走访', en: 'visited' },
  CLOSED_SHOP: { zh: '关门未遇', en: 'closed shop' },
  REFUSED: { zh: '拒访', en: 'refused' },
  WRONG_ADDRESS: { zh: '地址有误', en: 'wrong address' },
  MOVED: { zh: '已搬迁', en: 'moved' },
  LOOK: { zh: '望', en: 'look' },
  LISTEN: { zh: '闻', en: 'listen' },
  ASK: { zh: '问', en: 'ask' },
  TREAT: { zh: '切', en: 'treat' },
  SUGGESTION: { zh: '建议', en: 'suggestion' },
  DIFFICULTY: { zh: '困难', en: 'difficulty' },
  HARD_POINT: { zh: '难点', en: 'hard point' },
  BLOCKAGE: { zh: '堵点', en: 'blockage' },
  SUPPLIES: { zh: '防疫物资', en: 'supplies' },
  WORKERS: { zh: '用工', en: 'workers' },
  FUNDS: { zh: '资金', en: 'funds' },
  TAX: { zh: '税费', en: 'tax' },
  LOGISTICS: { zh: '物流', en: 'logistics' },
  RENT: { zh: '租金', en: 'rent' },
  EPIDEMIC: { zh: '防疫', en: 'epidemic control' },
  LICENCE: { zh: '证照审批', en: 'licence' },
  MARKET: { zh: '市场', en: 'market' },
  OTHER: { zh: '其他', en: 'other' },
  LOW: { zh: '一般', en: 'low' },
  MEDIUM: { zh: '较重', en: 'medium' },
  HIGH: { zh: '严重', en: 'high' },
  VISIT: { zh: '走访', en: 'visit' },
  CALL: { zh: '电话', en: 'call' },
  FORM: { zh: '表单', en: 'form' },
  ENTERPRISE: { zh: '企业上报', en: 'enterprise' },
  OPEN: { zh: '未办结', en: 'open' },
  CLOSED: { zh: '已办结', en: 'closed' },
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
}

/** A state or kind in the reader's language; several are joined. */
export const wordOf = (value: string | boolean | string[] | null, locale: Locale): string =>
  [value ?? []]
    .flat()
    .map((each) => words[String(each)]?.[locale] ?? String(each))
    .join(locale === 'zh' ? '、' : ', ')
