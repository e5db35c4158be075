import { type Campaign, type CampaignEnterprise, type Enterprise, Prisma } from '#codegen/prisma/client.ts'
import { many, one, root } from '#server/log/load.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { visibleCampaigns } from './access.ts'

/** The load of every deed on one campaign: the campaign, if it is the present one, and its list. Whoever changes the list locks it. */
export function campaignLoad(actor: Actor, id: string) {
  const campaign = Prisma.sql`
    SELECT c.* FROM "Campaign" c WHERE c.id = ${id}::uuid AND c.active AND ${visibleCampaigns.sql(actor, 'c')}`
  const list = Prisma.sql`SELECT * FROM "CampaignEnterprise" WHERE "campaignId" = ${id}::uuid ORDER BY position`
  return {
    lock: [root('Campaign', id)],
    read: { campaign: one<Campaign>(campaign, () => notFound('campaignId')), list: many<CampaignEnterprise>(list) },
  }
}

/** The facts of the cell of an enterprise that is put on the campaign's list. */
export const cellOfIncoming = ({
  progress,
  progressStep,
  openIssues,
}: Pick<Enterprise, 'progress' | 'progressStep' | 'openIssues'>) => ({
  progress,
  progressStep,
  openIssues,
})

/** CONFLICT: the enterprise is on the list already. */
export function refuseListed(list: readonly CampaignEnterprise[], id: string): void {
  if (!list.some(({ enterpriseId }) => enterpriseId === id)) return
  throw conflict(
    { zh: '这家企业已在百家名单上。', en: 'This enterprise is on the list already.' },
    globalId('Enterprise', id),
  )
}
