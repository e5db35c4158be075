import { enumType } from '#server/platform/enum-type.ts'

/** Why two enterprises are likely to be one. */
export const DoubleReasonEnum = enumType('DoubleReason', {
  description: 'Why two enterprises are likely to be one that was entered twice. 两家企业为何可能是同一家。',
  values: {
    SAME_CODE: {
      word: { zh: '信用代码相同', en: 'Same credit code' },
      description: 'They have the same credit code, whatever their names are. 信用代码相同,不论名称。',
    },
    SAME_PLACE: {
      word: { zh: '同名同址', en: 'Same name and address' },
      description:
        'They have the same name and address; brackets, width and blanks may differ, and so may the region before the road, the kind of road and the storey. 名称与地址相同,括号、全半角与空格可不同,省市区街道、“街”“路”字样与楼层也可不同。',
    },
    SAME_PHONE: {
      word: { zh: '同名同电话', en: 'Same name and phone' },
      description:
        'They have the same name and a phone number of a contact, or of a cell that holds several. 名称相同,且有联系人电话相同,含一格多号。',
    },
    SAME_NAME: {
      word: { zh: '仅同名', en: 'Same name alone' },
      description:
        'They have the same name, and nothing that is known of both tells them apart. 名称相同,已知的资料不足以区分。',
    },
  },
})

export type DoubleReason = 'SAME_CODE' | 'SAME_PLACE' | 'SAME_PHONE' | 'SAME_NAME'
