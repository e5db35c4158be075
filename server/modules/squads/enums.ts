import { enumType } from '#server/platform/enum-type.ts'

/** What a member does on a visit. */
export const DutyEnum = enumType('Duty', {
  description:
    'What a member of a squad does on a visit; a member may have several duties. 队员在走访中的职责,可兼任。',
  values: {
    COMMUNICATOR: {
      word: { zh: '政策宣传员', en: 'Communicator' },
      description: 'Makes policies known to the enterprise. 向企业宣传政策。',
    },
    GUIDE: {
      word: { zh: '复工指导员', en: 'Guide' },
      description: 'Guides the enterprise in resuming work. 指导企业复工。',
    },
    SERVICE: {
      word: { zh: '助企服务员', en: 'Service' },
      description: 'Helps the enterprise with what it needs. 为企业提供服务。',
    },
    INFORMANT: {
      word: { zh: '问题收集情报员', en: 'Informant' },
      description: 'Collects issues and reports them to the command centre. 收集问题并报告指挥中心。',
    },
  },
})
