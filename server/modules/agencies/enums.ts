import { enumType } from '#server/platform/enum-type.ts'

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
    COMMUNITY: {
      word: { zh: '社区', en: 'Community' },
      description: 'A community, which answers for the enterprises of its zones. 社区,负责所管片区的企业。',
    },
  },
})
