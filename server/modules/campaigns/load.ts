import type { Campaign, Enterprise } from '#codegen/prisma/client.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visibleCampaigns } from './access.ts'

/** Locks and loads the campaign, so that changes of one list follow one another. NOT_FOUND where there is none. */
export async function loadCampaign(tx: Tx, actor: Actor, id: string): Promise<Campaign> {
  await tx.$queryRaw`SELECT 1 FROM "Campaign" WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  const campaign = await tx.campaign.findFirst({ where: { AND: [{ id, active: true }, visibleCampaigns(actor)] } })
  if (!campaign) throw notFound('campaignId')
  return campaign
}

/** The facts of the cell of an enterprise that is put on the campaign's list. */
export const cellOfIncoming = ({ progress, progressStep, openIssues }: Enterprise) => ({
  progress,
  progressStep,
  openIssues,
})

/** CONFLICT: the enterprise is on the list already. */
export async function refuseListed(tx: Tx, campaign: Campaign, enterpriseId: string): Promise<void> {
  const key = { campaignId_enterpriseId: { campaignId: campaign.id, enterpriseId } }
  if (!(await tx.campaignEnterprise.findUnique({ where: key }))) return
  throw conflict(
    { zh: '这家企业已在百家名单上。', en: 'This enterprise is on the list already.' },
    globalId('Enterprise', enterpriseId),
  )
}
