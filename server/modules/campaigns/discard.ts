import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { campaignEvents } from './events.ts'
import { campaignLoad, refuseOver } from './load.ts'
import { campaignPayload } from './payload.ts'

const DiscardCampaignInput = builder.inputType('DiscardCampaignInput', {
  description: 'Which prepared campaign is discarded. 放弃哪次筹备中的行动。',
  fields: (t) => ({
    ...changeFields(t),
    campaignId: t.id({ description: 'The global id of the campaign. 行动的编号。' }),
  }),
})

/** A prepared campaign is given up. Its row stays for what the log tells of it, and no list of campaigns has it any more. */
export const discardCampaign = deed('discardCampaign', {
  does: {
    en: 'Discards a prepared campaign that has never begun. It is in no list of campaigns any more, and stays in the log.',
    zh: '放弃从未开始的筹备中的行动;不再列出,记录保留在日志里。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such campaign', zh: '找不到行动' },
    CONFLICT: {
      en: 'the campaign has begun, it is closed, or it was discarded already',
      zh: '行动已经开始、已结束,或已放弃',
    },
  },
  input: DiscardCampaignInput,
  roles: ['COMMAND'],
  ids: { campaignId: 'Campaign' },
  payload: campaignPayload,
  load: (actor, { campaignId }) => campaignLoad(actor, campaignId),
  decide({ campaign, list }) {
    const { id, state, target } = campaign
    refuseOver(campaign)
    if (state === 'ACTIVE') throw begun(id)
    return {
      subjectId: id,
      writes: [update('Campaign', id, { state: 'DISCARDED' })],
      events: [campaignEvents.discarded({ id }, { target, listed: list.length })],
    }
  },
})

const begun = (id: string) =>
  conflict(
    { zh: '行动已经开始,不能放弃;需要时请结束它。', en: 'The campaign has begun: close it instead.' },
    globalId('Campaign', id),
  )
