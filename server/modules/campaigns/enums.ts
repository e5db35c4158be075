import { enumType } from '#server/platform/enum-type.ts'

/** DRAFT → ACTIVE → CLOSED (→ ACTIVE), or DRAFT → DISCARDED. */
export const CampaignStateEnum = enumType('CampaignState', {
  description:
    'Where a campaign is in its life: DRAFT → ACTIVE → CLOSED, and ACTIVE again where it is reopened; or DRAFT → DISCARDED. A union has at most one that is ACTIVE. 行动的状态:筹备→进行中→已结束,重新开启后回到进行中;或筹备→已放弃。每个工会至多一个进行中。',
  values: {
    DRAFT: {
      word: { zh: '筹备', en: 'Prepared' },
      description: 'It is being prepared; no visit counts for it yet. 正在筹备,走访尚不计入。',
    },
    ACTIVE: {
      word: { zh: '进行中', en: 'Active' },
      description: 'It is carried out now; visits count for it on the days of its period. 正在进行,期内的走访计入。',
    },
    CLOSED: {
      word: { zh: '已结束', en: 'Closed' },
      description: 'It is over; its figures stay as they were. 已经结束,数字不再变动。',
    },
    DISCARDED: {
      word: { zh: '已放弃', en: 'Discarded' },
      description: 'It was prepared and will not be carried out. 筹备过而不再开展。',
    },
  },
})
