import { type Enterprise, Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { root } from '#server/log/load.ts'
import { plus } from '#server/log/tallies.ts'
import { readEnterprise } from '#server/modules/enterprises/load.ts'
import { listingDelta } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { campaignEvents } from './events.ts'
import { campaignLoad, ifActive, refuseOver } from './load.ts'
import { campaignPayload } from './payload.ts'

const RemoveCampaignEnterpriseInput = builder.inputType('RemoveCampaignEnterpriseInput', {
  description: 'Which enterprise is taken off the list. 哪家企业移出名单。',
  fields: (t) => ({
    ...changeFields(t),
    campaignId: t.id({ description: 'The global id of the campaign. 行动的编号。' }),
    enterpriseId: t.id({ description: 'The global id of the enterprise that is taken off. 移出企业的编号。' }),
  }),
})

/** Takes an enterprise off the list. Its place stays free, and where it was visited it counts outside from then on. */
export const removeCampaignEnterprise = deed('removeCampaignEnterprise', {
  does: {
    en: 'Takes an enterprise off the campaign’s list. Its place stays free until another one takes it; a visited one counts outside the list from then on.',
    zh: '把企业移出行动名单,位置空出;已走访的企业此后计为名单外。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such campaign or enterprise', zh: '找不到行动或企业' },
    CONFLICT: {
      en: 'the enterprise is not on the list, or the campaign is closed or was discarded',
      zh: '企业不在名单上,或行动已结束或放弃',
    },
  },
  input: RemoveCampaignEnterpriseInput,
  roles: ['COMMAND'],
  ids: { campaignId: 'Campaign', enterpriseId: 'Enterprise' },
  payload: campaignPayload,
  load(actor, { campaignId, enterpriseId }) {
    const { lock, read } = campaignLoad(actor, campaignId)
    return {
      lock: [...lock, root('Enterprise', enterpriseId)],
      read: { ...read, enterprise: readEnterprise(actor, enterpriseId) },
    }
  },
  decide({ campaign, list, enterprise: { id: enterpriseId, progress } }) {
    refuseOver(campaign)
    const place = list.find((each) => each.enterpriseId === enterpriseId)
    if (!place) throw notListed(enterpriseId)
    const union = ifActive(campaign, plus({ listed: -1 }, listingDelta(progress, false)))
    return {
      subjectId: campaign.id,
      writes: [Prisma.sql`DELETE FROM "CampaignEnterprise" WHERE id = ${place.id}::uuid`],
      events: [campaignEvents.enterpriseRemoved(campaign, { position: place.position }, { enterpriseId, union })],
    }
  },
})

/** CONFLICT: the enterprise is not on the list, or not any more. */
const notListed = (id: Enterprise['id']) =>
  conflict({ zh: '这家企业不在名单上。', en: 'This enterprise is not on the list.' }, globalId('Enterprise', id))
