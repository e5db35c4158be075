import { type Campaign, type CampaignEnterprise, Prisma } from '#codegen/prisma/client.ts'
import { many, oneOrNull, type Read, rootsOf } from '#server/log/load.ts'
import { visibleCampaigns } from '#server/modules/campaigns/access.ts'
import { addCampaignEnterprise } from '#server/modules/campaigns/add-enterprise.ts'
import { mostPlaces } from '#server/modules/campaigns/limits.ts'
import type { EnterpriseState } from '#server/modules/enterprises/load.ts'
import { applyDecisions, type RosterKind, type RowDecision } from '#server/modules/rosters/kind.ts'
import { conflict } from '#server/platform/errors.ts'
import { finderOf, lockNamed, type NamingEntry, namingColumns, readNamed } from './named-enterprises.ts'

type Reads = {
  campaign: Read<Campaign | null>
  list: Read<CampaignEnterprise[]>
  enterprises: Read<EnterpriseState[]>
}

/** The list of the active campaign, or of the newest that is prepared: each row takes the first free place, in the order of the file. */
export const hundredRoster: RosterKind<NamingEntry, Reads, RowDecision> = {
  columns: namingColumns,
  needs: [['creditCode', 'name']],
  mostRows: mostPlaces,
  nameOf: ({ name, creditCode }) => ({ name, key: creditCode }),
  load(actor, rows) {
    const present = Prisma.sql`
      SELECT id FROM "Campaign" WHERE "unionId" = ${actor.unionId}::uuid AND state IN ('ACTIVE', 'DRAFT')
      ORDER BY state = 'ACTIVE' DESC, id DESC LIMIT 1`
    return {
      lock: [rootsOf('Campaign', present), lockNamed(actor, rows)],
      read: {
        campaign: oneOrNull(
          Prisma.sql`SELECT c.* FROM "Campaign" c WHERE c.id IN (${present}) AND ${visibleCampaigns.sql(actor, 'c')}`,
        ),
        list: many(Prisma.sql`SELECT * FROM "CampaignEnterprise" WHERE "campaignId" IN (${present}) ORDER BY position`),
        enterprises: readNamed(actor, rows),
      },
    }
  },
  comparer({ campaign, list, enterprises }, moment) {
    const find = finderOf(enterprises)
    const places = [...list]
    return (entry) => {
      if (!campaign) throw noCampaign
      const enterprise = find(entry)
      if (Array.isArray(enterprise)) return enterprise
      const { id: enterpriseId, name, creditCode: key } = enterprise
      const known = { name, key, subjectId: enterpriseId }
      if (places.some((place) => place.enterpriseId === enterpriseId)) return { ...known, isNew: false }
      const state = { campaign, list: places, enterprise }
      const input = { clientId: '', campaignId: campaign.id, enterpriseId }
      const { writes, events } = addCampaignEnterprise.decide(state, input, { ...moment, prepared: undefined })
      const { position } = events[0]!.facts as { position: number }
      places.push({
        id: '',
        unionId: campaign.unionId,
        campaignId: campaign.id,
        position,
        enterpriseId,
        closedProgress: null,
      })
      return { ...known, isNew: true, effect: { subjectId: enterpriseId, writes, events } }
    }
  },
  apply: applyDecisions,
}

const noCampaign = conflict({
  zh: '还没有行动,请先建立。',
  en: 'There is no campaign yet: make one first.',
})
