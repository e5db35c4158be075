import { builder } from '#server/platform/builder.ts'

/** What a member does on a visit. */
export const DutyEnum = builder.enumType('Duty', {
  description: 'What a member does on a visit. 职责。',
  values: {
    COMMUNICATOR: { description: 'Makes policies known. 政策宣传员。' },
    GUIDE: { description: 'Guides the resumption. 复工指导员。' },
    SERVICE: { description: 'Helps the enterprise. 助企服务员。' },
    INFORMANT: { description: 'Collects what is wrong. 问题收集情报员。' },
  } as const,
})

/** Which agency. */
export const AgencyKindEnum = builder.enumType('AgencyKind', {
  description: 'Which agency. 部门类别。',
  values: {
    POLICE: { description: 'Police. 公安。' },
    COMMERCE: { description: 'Industry and commerce. 工商。' },
    TAX: { description: 'Tax. 税务。' },
    FOOD_DRUG: { description: 'Food and drug. 食药监。' },
    SUBDISTRICT: { description: 'Sub-district office. 街道。' },
    UNION: { description: 'Trade union. 工会。' },
  } as const,
})
