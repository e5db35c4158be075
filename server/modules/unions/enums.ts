import { builder } from '#server/platform/builder.ts'

/** Where a union stands. */
export const UnionLevelEnum = builder.enumType('UnionLevel', {
  description: 'The level at which a union stands. 工会的层级。',
  values: {
    DISTRICT: {
      description: 'A union of a district, above the unions of its sub-districts. 区总工会,下辖街道总工会。',
    },
    SUBDISTRICT: {
      description:
        'A union of a sub-district, with enterprises, squads and a campaign of its own. 街道总工会,有自己的企业、小分队与行动。',
    },
  } as const,
})
