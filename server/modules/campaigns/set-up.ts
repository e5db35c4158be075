import { type Enterprise, Prisma } from '#codegen/prisma/client.ts'
import { many, oneOrNull, root, roots } from '#server/log/load.ts'
import { insert, insertAll } from '#server/log/rows.ts'
import { plus, type TallyDelta } from '#server/log/tallies.ts'
import { writeEvents } from '#server/log/write.ts'
import { listingDelta } from '#server/modules/enterprises/progress.ts'
import { newId } from '#server/platform/ids.ts'
import { campaignEvents } from './events.ts'
import { mostPlaces } from './limits.ts'

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
  const { title, plan, target, startsOn, endsOn, enterpriseIds } = campaign
  if (target > mostPlaces) throw new Error(`A campaign has at most ${mostPlaces} places.`)
  const id = newId()
  const row = { id, unionId, title, plan, target, startsOn, endsOn }
  const places = enterpriseIds.map((enterpriseId, index) => ({
    id: newId(),
    unionId,
    campaignId: id,
    position: index + 1,
    enterpriseId,
  }))
  await writeEvents(unionId, {
    load: {
      lock: [root('TradeUnion', unionId), roots('Enterprise', enterpriseIds)],
      read: {
        earlier: oneOrNull(Prisma.sql`SELECT id FROM "Campaign" WHERE "unionId" = ${unionId}::uuid AND active LIMIT 1`),
        enterprises: many<Pick<Enterprise, 'progress'>>(
          Prisma.sql`SELECT progress FROM "Enterprise" WHERE id = ANY(${enterpriseIds}::uuid[])`,
        ),
      },
    },
    decide({ earlier, enterprises }) {
      if (earlier) throw new Error('The union has a campaign already.')
      const listed: TallyDelta = { target, listed: enterpriseIds.length }
      const union = enterprises.map(({ progress }) => listingDelta(progress, true)).reduce(plus, listed)
      return {
        subjectId: id,
        writes: [insert('Campaign', row), ...insertAll('CampaignEnterprise', places)],
        events: [campaignEvents.created({ id }, { target, enterpriseIds }, { union })],
      }
    },
  })
  return id
}
