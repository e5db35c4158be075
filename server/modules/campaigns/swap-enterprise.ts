import { z } from 'zod'
import type { Campaign, Enterprise } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { plus } from '#server/log/tallies.ts'
import { loadEnterprise } from '#server/modules/enterprises/load.ts'
import { listingDelta, lockEnterprises } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { campaignEvents } from './events.ts'
import { cellOfIncoming, loadCampaign, refuseListed } from './load.ts'
import { campaignPayload } from './payload.ts'

const SwapCampaignEnterpriseInput = builder.inputType('SwapCampaignEnterpriseInput', {
  description: 'Which place of the hundred is given to which enterprise. 名单的哪一位换成哪家企业。',
  fields: (t) => ({
    ...changeFields(t),
    campaignId: t.id({ description: 'The global id of the campaign. 行动的编号。' }),
    position: t.int({
      validate: z.int().min(1).max(10_000),
      description: 'The place in the list, from 1. 名单中的位置,从 1 起。',
    }),
    enterpriseId: t.id({ description: 'The global id of the enterprise that comes in. 换入企业的编号。' }),
  }),
})

/** Gives a place of the campaign's list to another enterprise, and changes the union's figures accordingly. */
export const swapCampaignEnterprise = deed('swapCampaignEnterprise', {
  does: {
    en: 'Gives the place of an enterprise of the hundred to another enterprise.',
    zh: '把百家名单中一家企业的位置换给另一家。',
  },
  errors: {
    NOT_FOUND: {
      en: 'you see no such campaign or enterprise, or the place is empty',
      zh: '找不到行动或企业,或该位置是空的',
    },
    CONFLICT: {
      en: 'the enterprise is on the list already, or the place has just been changed',
      zh: '企业已在名单上,或这一位刚被改动',
    },
  },
  input: SwapCampaignEnterpriseInput,
  roles: ['COMMAND'],
  ids: { campaignId: 'Campaign', enterpriseId: 'Enterprise' },
  payload: campaignPayload,
  async work(tx, { actor, input }) {
    const campaign = await loadCampaign(tx, actor, input.campaignId)
    const { position } = input
    const place = { campaignId_position: { campaignId: campaign.id, position } }
    const entry = await tx.campaignEnterprise.findUnique({ where: place })
    if (!entry) throw notFound('position')
    const cells = await lockBoth(tx, entry.enterpriseId, input.enterpriseId)
    const enterprise = await loadEnterprise(tx, actor, input.enterpriseId, { unionId: campaign.unionId })
    await refuseListed(tx, campaign, enterprise.id)
    const { count } = await tx.campaignEnterprise.updateMany({
      where: { id: entry.id, enterpriseId: entry.enterpriseId },
      data: { enterpriseId: enterprise.id },
    })
    if (!count) throw changedConflict(campaign)
    return {
      subjectId: campaign.id,
      unionId: campaign.unionId,
      events: [
        campaignEvents.enterpriseSwapped(
          campaign,
          { position, out: entry.enterpriseId, ...cellOfIncoming(cells.in) },
          {
            enterpriseId: enterprise.id,
            union: plus(listingDelta(cells.out.progress, false), listingDelta(cells.in.progress, true)),
          },
        ),
      ],
    }
  },
})

/** Both enterprises, locked in the order of their ids, so that their visits wait. NOT_FOUND where one is missing. */
async function lockBoth(tx: Tx, out: string, into: string): Promise<{ out: Enterprise; in: Enterprise }> {
  await lockEnterprises(tx, [out, into])
  const rows = await tx.enterprise.findMany({ where: { id: { in: [out, into] } } })
  const of = (id: string) => {
    const row = rows.find((each) => each.id === id)
    if (!row) throw notFound('enterpriseId')
    return row
  }
  return { out: of(out), in: of(into) }
}

/** CONFLICT: the place has just been changed. */
const changedConflict = (campaign: Campaign) =>
  conflict({ zh: '这一格刚被改过。', en: 'This place has just been changed.' }, globalId('Campaign', campaign.id))
