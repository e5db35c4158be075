import { z } from 'zod'
import { type CampaignEnterprise, Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { many, nothing, root } from '#server/log/load.ts'
import { insert, insertAll } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { campaignEvents } from './events.ts'
import { checkPeriod, leadFields, title } from './facts.ts'
import { mostCampaigns, mostPlaces } from './limits.ts'
import { readCampaign, readCampaigns } from './load.ts'
import { campaignPayload } from './payload.ts'
import { lockStandings, placesOf, readStandings, recount, refuseRetired, type Standing } from './standings.ts'

const CreateCampaignInput = builder.inputType('CreateCampaignInput', {
  description: 'A new campaign of the union. 工会的一次新行动。',
  fields: (t) => ({
    ...changeFields(t),
    title: t.string({ validate: title, description: 'The title, 1 to 100 characters. 行动名称,1 至 100 字。' }),
    ...leadFields(t),
    target: t.int({
      validate: z.int().min(1).max(mostPlaces),
      description: 'How many enterprises are to be visited, 1 to 500. 目标家数,1 至 500。',
    }),
    startsOn: t.field({ type: 'Date', description: 'The first day of the campaign. 行动的第一天。' }),
    endsOn: t.field({ type: 'Date', description: 'The last day of the campaign. 行动的最后一天。' }),
    enterpriseIds: t.idList({
      required: false,
      validate: z.array(z.any()).max(mostPlaces),
      description:
        'The global ids of the enterprises of its list, from the first place on, at most 500. 名单上企业的编号,从第一位起,至多 500 家。',
    }),
    cloneOf: t.id({
      required: false,
      description:
        'The global id of an earlier campaign whose list it takes over, where no enterprises are given. 未给出企业时,沿用名单的以往行动的编号。',
    }),
  }),
})

/** A campaign begins where none is active; beside an active one it is a draft until it is begun. */
export const createCampaign = deed('createCampaign', {
  does: {
    en: 'Makes a campaign with its list. It begins at once where no other is active, and is prepared as a draft beside one that is. The visits of its days that took place already count.',
    zh: '新建一次行动及其名单:没有进行中的行动时立即开始,否则作为筹备中的行动;期内已有的走访一并计入。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such enterprise or campaign', zh: '找不到企业或以往的行动' },
    INVALID: {
      en: 'the last day lies before the first, an enterprise is given twice, or the list is longer than the target',
      zh: '最后一天早于第一天,同一企业重复,或名单多于目标家数',
    },
    CONFLICT: { en: 'there are a hundred campaigns, or an enterprise is retired', zh: '已有一百次行动,或有企业已停用' },
  },
  input: CreateCampaignInput,
  roles: ['COMMAND'],
  ids: { enterpriseIds: 'Enterprise', cloneOf: 'Campaign' },
  payload: campaignPayload,
  load: (actor, { enterpriseIds, cloneOf }) => ({
    lock: [
      ...lockStandings(actor.unionId, cloneOf ?? null, enterpriseIds ?? []),
      ...(cloneOf ? [root('Campaign', cloneOf)] : []),
    ],
    read: {
      campaigns: readCampaigns(actor.unionId),
      earlier: cloneOf ? readCampaign(actor, cloneOf, 'cloneOf') : nothing,
      earlierList: many<Pick<CampaignEnterprise, 'enterpriseId'>>(
        Prisma.sql`SELECT "enterpriseId" FROM "CampaignEnterprise" WHERE "campaignId" = ${cloneOf}::uuid ORDER BY position`,
      ),
      standings: readStandings(actor.unionId, cloneOf ?? null, enterpriseIds ?? []),
    },
  }),
  decide({ campaigns, earlierList, standings }, input, { actor: { unionId } }) {
    if (campaigns.length >= mostCampaigns) throw noMoreCampaigns()
    checkPeriod(input)
    const { target, startsOn, endsOn } = input
    const ids = input.enterpriseIds ?? inUseOf(earlierList, standings)
    checkList(ids, target, standings)
    const id = newId()
    const state = campaigns.some((each) => each.state === 'ACTIVE') ? ('DRAFT' as const) : ('ACTIVE' as const)
    const list = ids.map((enterpriseId, index) => ({
      id: newId(),
      unionId,
      campaignId: id,
      position: index + 1,
      enterpriseId,
    }))
    const { title: name, plan, leadName, leadTitle } = input
    const lead = { plan: plan ?? '', leadName: leadName ?? '', leadTitle: leadTitle ?? '' }
    const row = { id, unionId, title: name, ...lead, target, startsOn, endsOn, state }
    const rows = [insert('Campaign', row), ...insertAll('CampaignEnterprise', list)]
    if (state === 'DRAFT') {
      const facts = { state, target, places: [] }
      return { subjectId: id, writes: rows, events: [campaignEvents.created({ id }, facts)] }
    }
    const { cells, delta, writes } = recount(standings, { startsOn, endsOn }, new Set(ids))
    const facts = { state, target, places: placesOf(list, standings, cells) }
    const union = plus({ target, listed: ids.length }, delta)
    return {
      subjectId: id,
      writes: [...rows, ...writes],
      events: [campaignEvents.created({ id }, facts, { union })],
    }
  },
})

/** The ids of the enterprises of an earlier list that are in use. */
function inUseOf(list: readonly Pick<CampaignEnterprise, 'enterpriseId'>[], standings: readonly Standing[]): string[] {
  const retired = new Set(standings.flatMap(({ id, retiredAt }) => (retiredAt ? [id] : [])))
  return list.map(({ enterpriseId }) => enterpriseId).filter((id) => !retired.has(id))
}

/** NOT_FOUND: one of the enterprises is not of the union. CONFLICT: one is retired. INVALID: one stands twice, or there are more than the target. */
function checkList(ids: readonly string[], target: number, standings: readonly Standing[]): void {
  const known = new Set(standings.map(({ id }) => id))
  if (!ids.every((id) => known.has(id))) throw notFound('enterpriseIds')
  refuseRetired(ids, standings)
  if (new Set(ids).size < ids.length) {
    throw invalid('enterpriseIds', { zh: '同一家企业只能列一次。', en: 'Each enterprise can stand once.' })
  }
  if (ids.length > target) {
    throw invalid('target', {
      zh: `名单上有 ${ids.length} 家,目标不能更少。`,
      en: `There are ${ids.length} on the list: the target can't be smaller.`,
    })
  }
}

const noMoreCampaigns = () =>
  conflict({ zh: `至多 ${mostCampaigns} 次行动。`, en: `A union has at most ${mostCampaigns} campaigns.` })
