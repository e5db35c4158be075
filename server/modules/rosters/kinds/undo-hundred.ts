import { type Campaign, type CampaignEnterprise, Prisma, type Visit } from '#codegen/prisma/client.ts'
import { entries, many, type Read, rootsOf, sharedRoot } from '#server/log/load.ts'
import { visibleCampaigns } from '#server/modules/campaigns/access.ts'
import { removeCampaignEnterprise } from '#server/modules/campaigns/remove-enterprise.ts'
import { type EnterpriseState, readAllRegistered } from '#server/modules/enterprises/load.ts'
import { becameOf, kept } from '#server/modules/rosters/kept.ts'
import type { Entry, RosterUndo } from '#server/modules/rosters/kind.ts'
import { inReverse, subjectsOf } from '#server/modules/rosters/taking-back.ts'

type Reads = {
  campaigns: Read<Campaign[]>
  places: Read<CampaignEnterprise[]>
  enterprises: Read<EnterpriseState[]>
  visits: Read<Pick<Visit, 'enterpriseId' | 'state' | 'createdAt' | 'arrivedAt'>[]>
}

/** Enterprises go off the list of the campaign on which the roster has put them, where no squad was sent to them since. */
export const undoHundred: RosterUndo<Entry, Reads> = {
  load(actor, rows) {
    const ids = subjectsOf(rows)
    const all = Prisma.sql`SELECT id FROM "Campaign" WHERE "unionId" = ${actor.unionId}::uuid`
    return {
      lock: [sharedRoot('TradeUnion', actor.unionId), rootsOf('Campaign', all), entries(ids)],
      read: {
        campaigns: many(Prisma.sql`
          SELECT c.* FROM "Campaign" c WHERE c."unionId" = ${actor.unionId}::uuid AND ${visibleCampaigns.sql(actor, 'c')}
          ORDER BY c.id`),
        places: many(Prisma.sql`
          SELECT * FROM "CampaignEnterprise" WHERE "enterpriseId" = ANY(${ids}::uuid[]) ORDER BY position`),
        enterprises: readAllRegistered(actor, ids),
        visits: many(Prisma.sql`
          SELECT "enterpriseId", state, "createdAt", "arrivedAt" FROM "Visit"
          WHERE "enterpriseId" = ANY(${ids}::uuid[]) AND state NOT IN ('SKIPPED', 'VOIDED')`),
      },
    }
  },
  decide(rows, { campaigns, places, enterprises, visits }, { actor, at, appliedAt }) {
    const isSince = (time: Date | null) => time !== null && time > appliedAt
    return inReverse(rows, ({ subjectId, changes }) => {
      const own = places.filter(({ enterpriseId }) => enterpriseId === subjectId)
      const title = changes.find(({ column }) => column === 'campaign')?.to
      const campaign = campaigns.find(
        (each) => each.title === title && own.some(({ campaignId }) => campaignId === each.id),
      )
      const enterprise = enterprises.find(({ id }) => id === subjectId)
      if (enterprise?.mergedIntoId) return { outcome: kept('MERGED') }
      if (!campaign || !enterprise) return { outcome: kept('UNLISTED') }
      if (enterprise.retiredAt) return { outcome: kept('RETIRED') }
      if (campaign.state === 'CLOSED' || campaign.state === 'DISCARDED') return { outcome: kept('OVER') }
      const since = visits.filter((visit) => visit.enterpriseId === subjectId)
      if (since.some(({ arrivedAt }) => isSince(arrivedAt))) return { outcome: kept('VISITED') }
      if (since.some(({ createdAt }) => isSince(createdAt))) return { outcome: kept('PLANNED') }
      const list = own.filter(({ campaignId }) => campaignId === campaign.id)
      const input = { clientId: '', campaignId: campaign.id, enterpriseId: enterprise.id }
      const effect = removeCampaignEnterprise.decide({ campaign, list, enterprise }, input, {
        actor,
        at,
        prepared: undefined,
      })
      return { outcome: becameOf.before, effect }
    })
  },
}
