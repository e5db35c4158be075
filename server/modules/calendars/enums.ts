import { enumType } from '#server/platform/enum-type.ts'

/** How soon an issue must be seen to. */
export const UrgencyEnum = enumType('Urgency', {
  description:
    'How soon an issue must be seen to. All but an emergency count in working time. 问题的急缓程度;除特急外,均按工作时间计。',
  values: {
    LOW: { word: { zh: '一般', en: 'Low' }, description: 'It can wait without harm. 可以稍后处理。' },
    MEDIUM: { word: { zh: '较重', en: 'Medium' }, description: 'It makes work harder. 妨碍企业工作。' },
    HIGH: { word: { zh: '严重', en: 'High' }, description: 'It stops the work of an enterprise. 使企业工作停顿。' },
    EMERGENCY: {
      word: { zh: '特急', en: 'Emergency' },
      description: 'People are in danger: its time runs round the clock. 危及人身,时限昼夜连续计算。',
    },
  },
})

/** In what a time limit counts. */
export const TimeUnitEnum = enumType('TimeUnit', {
  description: 'In what a time limit counts. 时限的单位。',
  values: {
    HOURS: { word: { zh: '小时', en: 'Hours' }, description: 'In hours round the clock. 昼夜连续计算的小时。' },
    WORKING_HOURS: {
      word: { zh: '工作小时', en: 'Working hours' },
      description: 'In hours of working time. 工作时间内的小时。',
    },
    WORKING_DAYS: {
      word: { zh: '工作日', en: 'Working days' },
      description: 'In working days, each as long as the union’s ordinary day. 工作日,一日为工会通常一天的工作时间。',
    },
  },
})

/** From where it is known what a day is. */
export const DaySourceEnum = enumType('DaySource', {
  description: 'From where it is known what a day is. 某日安排的来源。',
  values: {
    PUBLISHED: {
      word: { zh: '随系统', en: 'Published' },
      description: 'The State Council has published it, and the system knows it by itself. 国务院已公布,系统自带。',
    },
    NOTICE: {
      word: { zh: '通知', en: 'Notice' },
      description: 'The union has taken it from a notice that was pasted. 由粘贴的放假通知录入。',
    },
    OWN: { word: { zh: '自定', en: 'Set here' }, description: 'Somebody of the union has set it. 由本工会设定。' },
  },
})

/** Why a sentence of a notice was left out. */
export const NoticeTroubleEnum = enumType('NoticeTrouble', {
  description: 'Why no day was taken from a sentence of a notice. 未采用通知中某一句的原因。',
  values: {
    NOT_UNDERSTOOD: {
      word: { zh: '没有读懂', en: 'Not understood' },
      description: 'It does not say clearly which days are what. 没有写明哪些天如何安排。',
    },
    NO_SUCH_DAY: {
      word: { zh: '没有这一天', en: 'No such day' },
      description: 'It names a day that does not exist. 所写的日期不存在。',
    },
    OTHER_WEEKDAY: {
      word: { zh: '星期不符', en: 'Other weekday' },
      description:
        'A day falls on another day of the week than it says; the year may be another one. 日期与星期不符,或年份不对。',
    },
    OTHER_COUNT: {
      word: { zh: '天数不符', en: 'Other count' },
      description: 'It names another number of days than it says. 所列的天数与所写的不符。',
    },
  },
})

export type NoticeTrouble = (typeof NoticeTroubleEnum)['$inferType']

/** Who is told of an issue that is overdue. */
export const RungRecipientEnum = enumType('RungRecipient', {
  description: 'Who is told of an issue that is overdue. 问题超时后告知谁。',
  values: {
    OFFICER: {
      word: { zh: '经办人', en: 'Officers' },
      description: 'The officers of the agency that has it, and the centre’s. 承办部门的经办人与指挥中心值班人员。',
    },
    AGENCY_HEAD: {
      word: { zh: '部门负责人', en: 'Agency head' },
      description: 'The head of the agency. 部门负责人。',
    },
    CADRE: {
      word: { zh: '带队领导', en: 'Leading cadre' },
      description: 'The cadre who leads the zone of the enterprise. 企业所在片区的带队领导。',
    },
    CHAIR: { word: { zh: '主席', en: 'Chair' }, description: 'The chair of the union. 工会主席。' },
  },
})
