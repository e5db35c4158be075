import type { Campaign, CampaignEnterprise } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { root } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import { readEnterprise } from '#server/modules/enterprises/load.ts'
import { listingDelta } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { campaignEvents } from './events.ts'
import { campaignLoad, cellOfIncoming, ifActive, refuseListed, refuseOver } from './load.ts'
import { campaignPayload } from './payload.ts'

const AddCampaignEnterpriseInput = builder.inputType('AddCampaignEnterpriseInput', {
  description: 'Which enterprise comes into the first free place of the hundred. 哪家企业列入名单的第一个空位。',
  fields: (t) => ({
    ...changeFields(t),
    campaignId: t.id({ description: 'The global id of the campaign. 行动的编号。' }),
    enterpriseId: t.id({ description: 'The global id of the enterprise that comes in. 列入企业的编号。' }),
  }),
})

/** An enterprise takes the first free place, while there are fewer than the target. */
export const addCampaignEnterprise = deed('addCampaignEnterprise', {
  does: {
    en: 'Puts an enterprise into the first free place of the hundred, while there are fewer than the target.',
    zh: '在未满目标家数时,把企业列入名单的第一个空位。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such campaign or enterprise', zh: '找不到行动或企业' },
    CONFLICT: {
      en: 'the enterprise is retired or on the list already, the list has as many enterprises as the target, or the campaign is closed or was discarded',
      zh: '企业已停用或已在名单上,名单已满目标家数,或行动已结束或放弃',
    },
  },
  input: AddCampaignEnterpriseInput,
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
  decide({ campaign, list, enterprise }) {
    refuseOver(campaign)
    const { id: enterpriseId, progress } = enterprise
    refuseListed(list, enterpriseId)
    const position = freePosition(campaign, list)
    const place = { id: newId(), unionId: campaign.unionId, campaignId: campaign.id, position, enterpriseId }
    return {
      subjectId: campaign.id,
      writes: [insert('CampaignEnterprise', place)],
      events: [
        campaignEvents.enterpriseAdded(
          campaign,
          { position, ...cellOfIncoming(enterprise) },
          { enterpriseId, union: ifActive(campaign, plus({ listed: 1 }, listingDelta(progress, true))) },
        ),
      ],
    }
  },
})

/** The first place that no enterprise has. CONFLICT where the list has as many as the target. */
function freePosition({ id, target }: Campaign, list: readonly CampaignEnterprise[]): number {
  if (list.length >= target) {
    throw conflict(
      { zh: '名单已满,请替换其中一家或提高目标。', en: 'The list is full: swap one, or raise the target.' },
      globalId('Campaign', id),
    )
  }
  const taken = new Set(list.map(({ position }) => position))
  let position = 1
  while (taken.has(position)) position++
  return position
}
