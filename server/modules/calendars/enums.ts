import { enumType } from '#server/platform/enum-type.ts'

/** How soon an issue must be seen to. */
export const UrgencyEnum = enumType('Urgency', {
  description:
    'How soon an issue must be seen to. All but an emergency count in working time. 问题的急缓程度;除紧急外,均按工作时间计。',
  values: {
    LOW: { word: { zh: '一般', en: 'Low' }, description: 'It can wait without harm. 可以稍后处理。' },
    MEDIUM: { word: { zh: '较重', en: 'Medium' }, description: 'It makes work harder. 妨碍企业工作。' },
    HIGH: { word: { zh: '严重', en: 'High' }, description: 'It stops the work of an enterprise. 使企业工作停顿。' },
    EMERGENCY: {
      word: { zh: '紧急', en: 'Emergency' },
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
