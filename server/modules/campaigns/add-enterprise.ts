import type { Campaign } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { plus } from '#server/log/tallies.ts'
import { loadEnterprise } from '#server/modules/enterprises/load.ts'
import { listingDelta, lockEnterprise } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { campaignEvents } from './events.ts'
import { cellOfIncoming, loadCampaign, refuseListed } from './load.ts'
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
      en: 'the enterprise is on the list already, or the list has as many enterprises as the target',
      zh: '企业已在名单上,或名单已满目标家数',
    },
  },
  input: AddCampaignEnterpriseInput,
  roles: ['COMMAND'],
  ids: { campaignId: 'Campaign', enterpriseId: 'Enterprise' },
  payload: campaignPayload,
  async work(tx, { actor, input }) {
    const campaign = await loadCampaign(tx, actor, input.campaignId)
    const enterprise = await loadEnterprise(tx, actor, input.enterpriseId, { unionId: campaign.unionId })
    await lockEnterprise(tx, enterprise.id)
    await refuseListed(tx, campaign, enterprise.id)
    const position = await freePosition(tx, campaign)
    await tx.campaignEnterprise.create({
      data: { unionId: campaign.unionId, campaignId: campaign.id, position, enterpriseId: enterprise.id },
    })
    const now = await tx.enterprise.findUniqueOrThrow({ where: { id: enterprise.id } })
    return {
      subjectId: campaign.id,
      unionId: campaign.unionId,
      events: [
        campaignEvents.enterpriseAdded(
          campaign,
          { position, ...cellOfIncoming(now) },
          { enterpriseId: enterprise.id, union: plus({ listed: 1 }, listingDelta(now.progress, true)) },
        ),
      ],
    }
  },
})

/** The first place that no enterprise has. CONFLICT where the list has as many as the target. */
async function freePosition(tx: Tx, campaign: Campaign): Promise<number> {
  const taken = await tx.campaignEnterprise.findMany({
    where: { campaignId: campaign.id },
    select: { position: true },
  })
  const positions = new Set(taken.map(({ position }) => position))
  for (let position = 1; position <= campaign.target; position++) if (!positions.has(position)) return position
  throw conflict(
    { zh: '名单已满,请替换其中一家或提高目标。', en: 'The list is full: swap one, or raise the target.' },
    globalId('Campaign', campaign.id),
  )
}
