import { enumType } from '#server/platform/enum-type.ts'

/** Why somebody is told of an issue or a measure. */
export const ReminderKindEnum = enumType('ReminderKind', {
  description: 'Why somebody is told of an issue or a measure. 提醒的原因。',
  values: {
    GIVEN: {
      word: { zh: '新派', en: 'New for you' },
      description:
        'It was given to your agency, or waits at the centre to be given; or your agency is to carry a measure out. 新派给本部门,或待指挥中心派单;或由本部门落实的措施。',
    },
    RETURNED: { word: { zh: '退单', en: 'Returned' }, description: 'An agency has returned it. 部门退单。' },
    ANSWERED: {
      word: { zh: '待回访', en: 'To call back' },
      description:
        'The agency that leads has answered; the enterprise is to be called back. 主办部门已答复,须回访企业。',
    },
    CAME_BACK: {
      word: { zh: '重办', en: 'Came back' },
      description: 'It is not solved and is handled again. 未解决,须继续办理。',
    },
    EXTENDED: { word: { zh: '延期', en: 'Put off' }, description: 'Its deadline was put off. 办结期限已延长。' },
    WARNED: {
      word: { zh: '将到期', en: 'Nearly due' },
      description: 'Its time is nearly over; of a measure it is the last day. 即将到期;措施为到期当天。',
    },
    OVERDUE: {
      word: { zh: '超时', en: 'Overdue' },
      description: 'Its time has run out, or the last day of a measure has ended. 已超过时限,或措施已过期限。',
    },
    ESCALATED: {
      word: { zh: '升级', en: 'Escalated' },
      description: 'It is overdue and has climbed to you on the ladder. 超时后逐级报到您。',
    },
  },
})
