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

/** Which agency. */
export const AgencyKindEnum = enumType('AgencyKind', {
  description: 'The kind of an agency that solves issues. 解决问题的部门类别。',
  values: {
    POLICE: { word: { zh: '公安', en: 'Police' }, description: 'The police of the district. 公安机关。' },
    COMMERCE: {
      word: { zh: '工商', en: 'Industry and commerce' },
      description: 'The administration for industry and commerce. 工商行政管理部门。',
    },
    TAX: { word: { zh: '税务', en: 'Tax' }, description: 'The tax office of the district. 税务机关。' },
    FOOD_DRUG: {
      word: { zh: '食药监', en: 'Food and drug' },
      description: 'The food and drug administration. 食品药品监督管理部门。',
    },
    SUBDISTRICT: {
      word: { zh: '街道', en: 'Sub-district office' },
      description: 'An office of the sub-district. 街道办事处。',
    },
    UNION: { word: { zh: '工会', en: 'Trade union' }, description: 'The trade union itself. 工会自身。' },
  },
})
