import { type Campaign, type CampaignEnterprise, type Enterprise, Prisma } from '#codegen/prisma/client.ts'
import type { CampaignState } from '#codegen/prisma/enums.ts'
import { many, one, type Read, root } from '#server/log/load.ts'
import type { TallyDelta } from '#server/log/tallies.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, notFound, type Sentence } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { visibleCampaigns } from './access.ts'
import { lockStandings, readStandings } from './standings.ts'

/** The load of every deed on one campaign: the campaign and its list. Whoever changes the list locks the campaign. */
export function campaignLoad(actor: Actor, id: string) {
  const list = Prisma.sql`SELECT * FROM "CampaignEnterprise" WHERE "campaignId" = ${id}::uuid ORDER BY position`
  return {
    lock: [root('Campaign', id)],
    read: { campaign: readCampaign(actor, id, 'campaignId'), list: many<CampaignEnterprise>(list) },
  }
}

/** The load of every deed that may change which visits count. */
export function countLoad(actor: Actor, id: string) {
  const { lock, read } = campaignLoad(actor, id)
  return {
    lock: [...lockStandings(actor.unionId, id), ...lock],
    read: { ...read, campaigns: readCampaigns(actor.unionId), standings: readStandings(actor.unionId, id) },
  }
}

/** Reads a campaign that the actor may see. NOT_FOUND, on the field that gives the id, where there is none. */
export const readCampaign = (actor: Actor, id: string, field: string): Read<Campaign> =>
  one(Prisma.sql`SELECT c.* FROM "Campaign" c WHERE c.id = ${id}::uuid AND ${visibleCampaigns.sql(actor, 'c')}`, () =>
    notFound(field),
  )

/** Reads the campaigns of the union but those that were discarded. */
export const readCampaigns = (unionId: string): Read<Pick<Campaign, 'id' | 'state'>[]> =>
  many(Prisma.sql`SELECT id, state FROM "Campaign" WHERE "unionId" = ${unionId}::uuid AND state <> 'DISCARDED'`)

/** What a change of a campaign gives to the union's tally: nothing unless it is carried out now. */
export const ifActive = ({ state }: Pick<Campaign, 'state'>, delta: TallyDelta): TallyDelta =>
  state === 'ACTIVE' ? delta : {}

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

/** CONFLICT: the campaign is closed, or it was discarded. */
export function refuseOver({ id, state }: Pick<Campaign, 'id' | 'state'>): void {
  const sentence = over[state]
  if (sentence) throw conflict(sentence, globalId('Campaign', id))
}

const over: { [state in CampaignState]?: Sentence } = {
  CLOSED: { zh: '行动已结束,不能再改;需要时请先重新开启。', en: 'The campaign is closed: reopen it to change it.' },
  DISCARDED: { zh: '行动已放弃,不能再改。', en: 'The campaign was discarded and cannot be changed.' },
}

/** CONFLICT: another campaign of the union is carried out now. */
export function refuseSecond(campaigns: readonly Pick<Campaign, 'id' | 'state'>[]): void {
  const active = campaigns.find(({ state }) => state === 'ACTIVE')
  if (!active) return
  throw conflict(
    { zh: '另一个行动正在进行,请先结束它。', en: 'Another campaign is active: close that one first.' },
    globalId('Campaign', active.id),
  )
}

/** CONFLICT: the enterprise is on the list already. */
export function refuseListed(list: readonly CampaignEnterprise[], id: string): void {
  if (!list.some(({ enterpriseId }) => enterpriseId === id)) return
  throw conflict(
    { zh: '这家企业已在百家名单上。', en: 'This enterprise is on the list already.' },
    globalId('Enterprise', id),
  )
}
