import { writeEvents } from '#server/log/old-write.ts'
import { plus, type TallyDelta } from '#server/log/tallies.ts'
import { listingDelta } from '#server/modules/enterprises/progress.ts'
import { dateOf } from '#server/platform/clock.ts'
import { campaignEvents } from './events.ts'

/** The values of a new campaign. `enterpriseIds` are the row ids of its list, in the order of the places from 1. */
export type NewCampaign = {
  title: string
  plan: string
  target: number
  startsOn: string
  endsOn: string
  enterpriseIds: string[]
}

/** Creates the union's campaign with its list, and returns its row id. Throws where the union has a campaign already. */
export async function createCampaign(unionId: string, campaign: NewCampaign): Promise<string> {
  const { title, plan, target, enterpriseIds } = campaign
  let id = ''
  await writeEvents(unionId, async (tx) => {
    if (await tx.campaign.count({ where: { unionId, active: true } }))
      throw new Error('The union has a campaign already.')
    const created = await tx.campaign.create({
      data: { unionId, title, plan, target, startsOn: dateOf(campaign.startsOn), endsOn: dateOf(campaign.endsOn) },
    })
    id = created.id
    await tx.campaignEnterprise.createMany({
      data: enterpriseIds.map((enterpriseId, index) => ({
        unionId,
        campaignId: id,
        position: index + 1,
        enterpriseId,
      })),
    })
    const enterprises = await tx.enterprise.findMany({
      where: { id: { in: enterpriseIds } },
      select: { progress: true },
    })
    const listed: TallyDelta = { target, listed: enterpriseIds.length }
    const union = enterprises.map(({ progress }) => listingDelta(progress, true)).reduce(plus, listed)
    return {
      subjectId: id,
      events: [campaignEvents.created({ id }, { target, enterpriseIds }, { union })],
    }
  })
  return id
}
