import type { Campaign, Enterprise } from '#codegen/prisma/client.ts'
import { plus } from '#server/log/tallies.ts'
import { type Change, type Receipt, write } from '#server/log/write.ts'
import { loadEnterprise } from '#server/modules/enterprises/load.ts'
import { listingDelta, lockEnterprise, lockEnterprises } from '#server/modules/enterprises/progress.ts'
import { type Actor, allow } from '#server/platform/context.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visibleCampaigns } from './access.ts'
import { campaignEvents } from './events.ts'

/** Another enterprise in a place of the hundred. */
export type SwapCampaignEnterprise = Change & { campaignId: string; position: number; enterpriseId: string }

/** An enterprise of the hundred makes room for another; the place stays, the cell and the figures follow. */
export const swapCampaignEnterprise = (actor: Actor, input: SwapCampaignEnterprise): Promise<Receipt> =>
  write(actor, 'swapCampaignEnterprise', input, async (tx) => {
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
    if (!count) throw changedMeanwhile(campaign)
    return {
      subjectId: campaign.id,
      unionId: campaign.unionId,
      events: [
        campaignEvents.enterpriseSwapped(
          campaign,
          { position, out: entry.enterpriseId, ...standing(cells.in) },
          {
            enterpriseId: enterprise.id,
            union: plus(listingDelta(cells.out.progress, false), listingDelta(cells.in.progress, true)),
          },
        ),
      ],
    }
  })

/** An enterprise takes the first free place, while there are fewer than the target. CONFLICT where there is none. */
export const addCampaignEnterprise = (
  actor: Actor,
  input: Change & { campaignId: string; enterpriseId: string },
): Promise<Receipt> =>
  write(actor, 'addCampaignEnterprise', input, async (tx) => {
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
          { position, ...standing(now) },
          { enterpriseId: enterprise.id, union: plus({ listed: 1 }, listingDelta(now.progress, true)) },
        ),
      ],
    }
  })

/** How many enterprises the campaign is to visit; never fewer than are on its list. */
export const setTarget = (actor: Actor, input: Change & { campaignId: string; target: number }): Promise<Receipt> =>
  write(actor, 'setTarget', input, async (tx) => {
    const campaign = await loadCampaign(tx, actor, input.campaignId)
    const listed = await tx.campaignEnterprise.count({ where: { campaignId: campaign.id } })
    if (input.target < listed) {
      throw invalid('target', {
        zh: `名单上已有 ${listed} 家,目标不能更少。`,
        en: `There are ${listed} on the list: the target can't be smaller.`,
      })
    }
    await tx.campaign.update({ where: { id: campaign.id }, data: { target: input.target } })
    return {
      subjectId: campaign.id,
      unionId: campaign.unionId,
      events: [
        campaignEvents.targetSet(
          campaign,
          { from: campaign.target, target: input.target },
          { union: { target: input.target - campaign.target } },
        ),
      ],
    }
  })

/** The campaign, locked: edits of one list follow one another. */
async function loadCampaign(tx: Tx, actor: Actor, id: string): Promise<Campaign> {
  allow(actor, 'COMMAND')
  await tx.$queryRaw`SELECT 1 FROM "Campaign" WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  const campaign = await tx.campaign.findFirst({ where: { AND: [{ id, active: true }, visibleCampaigns(actor)] } })
  if (!campaign) throw notFound('campaignId')
  return campaign
}

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

/** How the cell of an enterprise that comes into the hundred stands. */
const standing = ({ progress, progressStep, openIssues }: Enterprise) => ({ progress, progressStep, openIssues })

async function refuseListed(tx: Tx, campaign: Campaign, enterpriseId: string): Promise<void> {
  const key = { campaignId_enterpriseId: { campaignId: campaign.id, enterpriseId } }
  if (!(await tx.campaignEnterprise.findUnique({ where: key }))) return
  throw conflict(
    { zh: '这家企业已在百家名单上。', en: 'This enterprise is on the list already.' },
    globalId('Enterprise', enterpriseId),
  )
}

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

const changedMeanwhile = (campaign: Campaign) =>
  conflict({ zh: '这一格刚被改过。', en: 'This place has just been changed.' }, globalId('Campaign', campaign.id))
