import { type Campaign, type CampaignEnterprise, Prisma } from '#codegen/prisma/client.ts'
import { many, type Read, rootsOf, sharedRoot } from '#server/log/load.ts'
import { visibleCampaigns } from '#server/modules/campaigns/access.ts'
import { addCampaignEnterprise } from '#server/modules/campaigns/add-enterprise.ts'
import { mostPlaces } from '#server/modules/campaigns/limits.ts'
import type { NamedEnterprise } from '#server/modules/enterprises/load.ts'
import { textCell } from '#server/modules/rosters/cells.ts'
import { wordList } from '#server/modules/rosters/header.ts'
import { applyDecisions, type Column, type RosterKind, type RowDecision } from '#server/modules/rosters/kind.ts'
import { conflict } from '#server/platform/errors.ts'
import { finderOf, lockNamed, type NamingEntry, namingColumns, readNamed } from './named-enterprises.ts'

type HundredEntry = NamingEntry & { campaign?: string | null }

type Reads = {
  campaigns: Read<Campaign[]>
  places: Read<CampaignEnterprise[]>
  enterprises: Read<NamedEnterprise[]>
}

const campaignColumn: Column = {
  name: { zh: '行动', en: 'Campaign' },
  words: wordList('行动 | 行动名称 | 所属行动 | campaign | campaign title'),
  cell: textCell(1, 100),
  hint: {
    zh: '行动的名称;不填为进行中的行动,没有时为最新筹备的',
    en: 'The title of the campaign; left out, it is the active one, or else the newest that is prepared',
  },
  example: '',
}

/**
 * The list of a campaign that is active or prepared: each row takes the first free place, in the order of the file. The preview
 * names the campaign of each row, so that a list which would go to another one by then is not applied.
 */
export const hundredRoster: RosterKind<HundredEntry, Reads, RowDecision> = {
  columns: { ...namingColumns, campaign: campaignColumn },
  subject: 'Enterprise',
  needs: [['creditCode', 'name']],
  mostRows: mostPlaces,
  nameOf: ({ name, creditCode }) => ({ name, key: creditCode }),
  load(actor, rows) {
    const present = Prisma.sql`
      SELECT id FROM "Campaign" WHERE "unionId" = ${actor.unionId}::uuid AND state IN ('ACTIVE', 'DRAFT')`
    return {
      lock: [sharedRoot('TradeUnion', actor.unionId), rootsOf('Campaign', present), lockNamed(actor, rows)],
      read: {
        campaigns: many(Prisma.sql`
          SELECT c.* FROM "Campaign" c WHERE c.id IN (${present}) AND ${visibleCampaigns.sql(actor, 'c')}
          ORDER BY c.state = 'ACTIVE' DESC, c.id DESC`),
        places: many(
          Prisma.sql`SELECT * FROM "CampaignEnterprise" WHERE "campaignId" IN (${present}) ORDER BY position`,
        ),
        enterprises: readNamed(actor, rows),
      },
    }
  },
  comparer({ campaigns, places: listed, enterprises }, moment) {
    const find = finderOf(enterprises)
    const places = [...listed]
    return (entry) => {
      const campaign = campaigns.find(({ title }) => !entry.campaign || title === entry.campaign)
      if (!campaign && entry.campaign) return [{ column: 'campaign', sentence: unknownCampaign }]
      if (!campaign) throw noCampaign
      const enterprise = find(entry)
      if (Array.isArray(enterprise)) return enterprise
      const { id: enterpriseId, name, creditCode: key } = enterprise
      const known = { name, key, subjectId: enterpriseId }
      const list = places.filter(({ campaignId }) => campaignId === campaign.id)
      if (list.some((place) => place.enterpriseId === enterpriseId)) return { ...known, isNew: false }
      const input = { clientId: '', campaignId: campaign.id, enterpriseId }
      const state = { campaign, list, enterprise }
      const { writes, events } = addCampaignEnterprise.decide(state, input, { ...moment, prepared: undefined })
      const { position } = events[0]!.facts as { position: number }
      const { unionId, id: campaignId } = campaign
      places.push({ id: '', unionId, campaignId, position, enterpriseId, closedProgress: null })
      const changes = [{ column: 'campaign', from: '', to: campaign.title }]
      return { ...known, isNew: true, changes, effect: { subjectId: enterpriseId, writes, events } }
    }
  },
  apply: applyDecisions,
}

const noCampaign = conflict({
  zh: '还没有行动,请先建立。',
  en: 'There is no campaign yet: make one first.',
})

const unknownCampaign = {
  zh: '没有这个进行中或筹备中的行动',
  en: 'there is no active or prepared campaign with this title',
}
