import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { periodOf } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { campaignEvents } from './events.ts'
import { checkPeriod, leadFields, title } from './facts.ts'
import { countLoad, refuseOver } from './load.ts'
import { campaignPayload } from './payload.ts'
import { placesOf, recount } from './standings.ts'

const UpdateCampaignInput = builder.inputType('UpdateCampaignInput', {
  description: 'What is to be changed of a campaign; what is left out stays. 修改行动,不填的不变。',
  fields: (t) => ({
    ...changeFields(t),
    campaignId: t.id({ description: 'The global id of the campaign. 行动的编号。' }),
    title: t.string({
      required: false,
      validate: title,
      description: 'The new title, 1 to 100 characters. 新的行动名称,1 至 100 字。',
    }),
    ...leadFields(t),
    startsOn: t.field({ type: 'Date', required: false, description: 'The new first day. 新的第一天。' }),
    endsOn: t.field({ type: 'Date', required: false, description: 'The new last day. 新的最后一天。' }),
  }),
})

/** Changes a campaign. Where other days count, the visits that fall in or out are counted anew. */
export const updateCampaign = deed('updateCampaign', {
  does: {
    en: 'Changes the title, the plan, the lead or the period of a campaign. Visits that come to lie within the period count, and those outside of it do not any more.',
    zh: '修改行动的名称、方案、带队负责人或起止日期;改日期后,落在期内的走访计入,期外的不再计入。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such campaign', zh: '找不到行动' },
    CONFLICT: { en: 'the campaign is closed or was discarded', zh: '行动已结束或已放弃' },
    INVALID: { en: 'the last day lies before the first', zh: '最后一天早于第一天' },
  },
  input: UpdateCampaignInput,
  roles: ['COMMAND'],
  ids: { campaignId: 'Campaign' },
  payload: campaignPayload,
  load: (actor, { campaignId }) => countLoad(actor, campaignId),
  decide({ campaign, list, standings }, input) {
    refuseOver(campaign)
    const { id, state } = campaign
    const before = periodOf(campaign)
    const period = { startsOn: input.startsOn ?? before.startsOn, endsOn: input.endsOn ?? before.endsOn }
    checkPeriod(period)
    const texts = changedTexts(campaign, input)
    const fields = Object.keys(texts)
    const updated = fields.length > 0 ? [campaignEvents.updated({ id }, { fields: fields.join(' ') })] : []
    if (period.startsOn === before.startsOn && period.endsOn === before.endsOn) {
      return { subjectId: id, writes: fields.length > 0 ? [update('Campaign', id, texts)] : [], events: updated }
    }
    const row = update('Campaign', id, { ...texts, ...period })
    const facts = { ...period, startedOn: before.startsOn, endedOn: before.endsOn }
    if (state === 'DRAFT') {
      return {
        subjectId: id,
        writes: [row],
        events: [...updated, campaignEvents.periodSet({ id }, { ...facts, places: [] })],
      }
    }
    const { cells, delta, writes } = recount(standings, period, new Set(list.map(({ enterpriseId }) => enterpriseId)))
    const places = placesOf(list, standings, cells)
    return {
      subjectId: id,
      writes: [row, ...writes],
      events: [...updated, campaignEvents.periodSet({ id }, { ...facts, places }, { union: delta })],
    }
  },
})

const textFields = ['title', 'plan', 'leadName', 'leadTitle'] as const

type Texts = { [field in (typeof textFields)[number]]: string }

/** Those texts of the input that differ from the row. */
function changedTexts(old: Texts, input: { [field in keyof Texts]?: string | null | undefined }): Partial<Texts> {
  const changed = textFields.filter((field) => input[field] != null && input[field] !== old[field])
  return Object.fromEntries(changed.map((field) => [field, input[field]!]))
}
