import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import { periodOf } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { campaignEvents } from './events.ts'
import { countLoad, refuseOver, refuseSecond } from './load.ts'
import { campaignPayload } from './payload.ts'
import { placesOf, recount } from './standings.ts'

const BeginCampaignInput = builder.inputType('BeginCampaignInput', {
  description: 'Which prepared campaign begins. 哪次筹备中的行动开始。',
  fields: (t) => ({
    ...changeFields(t),
    campaignId: t.id({ description: 'The global id of the campaign. 行动的编号。' }),
  }),
})

/** A prepared campaign becomes the one that the union carries out. */
export const beginCampaign = deed('beginCampaign', {
  does: {
    en: 'Begins a prepared campaign. The visits of its days that took place already count.',
    zh: '开始筹备中的行动;期内已有的走访一并计入。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such campaign', zh: '找不到行动' },
    CONFLICT: {
      en: 'the campaign has begun already, it is closed or was discarded, or another one is active',
      zh: '行动已经开始、已结束、已放弃,或另一个行动正在进行',
    },
  },
  input: BeginCampaignInput,
  roles: ['COMMAND'],
  ids: { campaignId: 'Campaign' },
  payload: campaignPayload,
  load: (actor, { campaignId }) => countLoad(actor, campaignId),
  decide({ campaign, list, campaigns, standings }) {
    const { id, state, target } = campaign
    refuseOver(campaign)
    if (state === 'ACTIVE') throw begunAlready(id)
    refuseSecond(campaigns)
    const ids = list.map(({ enterpriseId }) => enterpriseId)
    const { cells, delta, writes } = recount(standings, periodOf(campaign), new Set(ids))
    const union = plus({ target, listed: ids.length }, delta)
    return {
      subjectId: id,
      writes: [update('Campaign', id, { state: 'ACTIVE' }), ...writes],
      events: [campaignEvents.begun({ id }, { target, places: placesOf(list, standings, cells) }, { union })],
    }
  },
})

const begunAlready = (id: string) =>
  conflict({ zh: '行动已经开始。', en: 'The campaign has begun already.' }, globalId('Campaign', id))
