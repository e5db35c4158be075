import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { campaignEvents } from './events.ts'
import { countLoad, refuseOver } from './load.ts'
import { campaignPayload } from './payload.ts'
import { recount } from './standings.ts'

const CloseCampaignInput = builder.inputType('CloseCampaignInput', {
  description: 'Which campaign is closed. 结束哪次行动。',
  fields: (t) => ({
    ...changeFields(t),
    campaignId: t.id({ description: 'The global id of the campaign. 行动的编号。' }),
  }),
})

/** Closes the campaign: a row keeps its figures as they are at this seq, and its list keeps how far each enterprise was. */
export const closeCampaign = deed('closeCampaign', {
  does: {
    en: 'Closes the campaign that is active. Its figures and its list stay as they are now, whatever happens later.',
    zh: '结束进行中的行动;其数字和名单从此保持不变。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such campaign', zh: '找不到行动' },
    CONFLICT: {
      en: 'the campaign is closed already, has not begun, or was discarded',
      zh: '行动已结束、尚未开始,或已放弃',
    },
  },
  input: CloseCampaignInput,
  roles: ['COMMAND'],
  ids: { campaignId: 'Campaign' },
  payload: campaignPayload,
  load: (actor, { campaignId }) => countLoad(actor, campaignId),
  decide({ campaign, list, standings }, _, { at }) {
    const { id, unionId, state, target } = campaign
    refuseOver(campaign)
    if (state === 'DRAFT') throw notBegun(id)
    const { delta, writes } = recount(standings, null, new Set())
    const union = plus({ target: -target, listed: -list.length }, delta)
    return {
      subjectId: id,
      writes: [...freeze(id, unionId, at), ...writes],
      events: [campaignEvents.closed({ id }, {}, { union })],
    }
  },
})

/**
 * Keeps the figures and the list as they are now. The stream is locked for it, so that no seq comes between those figures and
 * the closing; what is written after it locks no squad.
 */
const freeze = (id: string, unionId: string, at: Date): Prisma.Sql[] => [
  Prisma.sql`
    UPDATE "CampaignEnterprise" p SET "closedProgress" = e.progress
    FROM "Enterprise" e WHERE e.id = p."enterpriseId" AND p."campaignId" = ${id}::uuid`,
  update('Campaign', id, { state: 'CLOSED' }),
  Prisma.sql`
    INSERT INTO "CampaignClosing" (id, "unionId", "campaignId", at, seq, tally)
    SELECT ${newId()}::uuid, "unionId", ${id}::uuid, ${at}, head, tally
    FROM "Stream" WHERE "unionId" = ${unionId}::uuid FOR UPDATE`,
]

const notBegun = (id: string) =>
  conflict({ zh: '行动尚未开始。', en: 'The campaign has not begun.' }, globalId('Campaign', id))
