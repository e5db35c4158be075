import { z } from 'zod'
import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { invalid } from '#server/platform/errors.ts'
import { campaignEvents } from './events.ts'
import { mostPlaces } from './limits.ts'
import { campaignLoad, ifActive, refuseOver } from './load.ts'
import { campaignPayload } from './payload.ts'

const SetTargetInput = builder.inputType('SetTargetInput', {
  description: 'How many enterprises the campaign is to visit. 行动要走访的企业家数。',
  fields: (t) => ({
    ...changeFields(t),
    campaignId: t.id({ description: 'The global id of the campaign. 行动的编号。' }),
    target: t.int({
      validate: z.int().min(1).max(mostPlaces),
      description: 'The number of enterprises, 1 to 500. 目标家数,1 至 500。',
    }),
  }),
})

/** Sets how many enterprises the campaign is to visit; never fewer than are on its list. */
export const setTarget = deed('setTarget', {
  does: { en: 'Sets how many enterprises the campaign is to visit.', zh: '调整行动要走访的企业家数。' },
  errors: {
    NOT_FOUND: { en: 'you see no such campaign', zh: '找不到行动' },
    CONFLICT: { en: 'the campaign is closed or was discarded', zh: '行动已结束或已放弃' },
    INVALID: { en: 'the target is smaller than the number of enterprises on the list', zh: '目标少于名单上已有的家数' },
  },
  input: SetTargetInput,
  roles: ['COMMAND'],
  ids: { campaignId: 'Campaign' },
  payload: campaignPayload,
  load: (actor, { campaignId }) => campaignLoad(actor, campaignId),
  decide({ campaign, list }, { target }) {
    refuseOver(campaign)
    if (target < list.length) throw tooSmall(list.length)
    const { id, target: from } = campaign
    const union = ifActive(campaign, { target: target - from })
    return {
      subjectId: id,
      writes: [update('Campaign', id, { target })],
      events: [campaignEvents.targetSet(campaign, { from, target }, { union })],
    }
  },
})

/** INVALID: there are more enterprises on the list than the target. */
const tooSmall = (listed: number) =>
  invalid('target', {
    zh: `名单上已有 ${listed} 家,目标不能更少。`,
    en: `There are ${listed} on the list: the target can't be smaller.`,
  })
