import { z } from 'zod'
import { type Enterprise, Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { one, type Read, rootsOf } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import { readEnterprise } from '#server/modules/enterprises/load.ts'
import { listingDelta } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { notFound } from '#server/platform/errors.ts'
import { campaignEvents } from './events.ts'
import { campaignLoad, cellOfIncoming, ifActive, refuseListed, refuseOver } from './load.ts'
import { campaignPayload } from './payload.ts'

const SwapCampaignEnterpriseInput = builder.inputType('SwapCampaignEnterpriseInput', {
  description: 'Which place of the hundred is given to which enterprise. 名单的哪一位换成哪家企业。',
  fields: (t) => ({
    ...changeFields(t),
    campaignId: t.id({ description: 'The global id of the campaign. 行动的编号。' }),
    position: t.int({
      validate: z.int().min(1).max(10_000),
      description: 'The place in the list, from 1. 名单中的位置,从 1 起。',
    }),
    enterpriseId: t.id({ description: 'The global id of the enterprise that comes in. 换入企业的编号。' }),
  }),
})

/** Gives a place of the campaign's list to another enterprise, and changes the union's figures accordingly. */
export const swapCampaignEnterprise = deed('swapCampaignEnterprise', {
  does: {
    en: 'Gives the place of an enterprise of the hundred to another enterprise.',
    zh: '把百家名单中一家企业的位置换给另一家。',
  },
  errors: {
    NOT_FOUND: {
      en: 'you see no such campaign or enterprise, or the place is empty',
      zh: '找不到行动或企业,或该位置是空的',
    },
    CONFLICT: {
      en: 'the enterprise is retired or on the list already, or the campaign is closed or was discarded',
      zh: '企业已停用或已在名单上,或行动已结束或放弃',
    },
  },
  input: SwapCampaignEnterpriseInput,
  roles: ['COMMAND'],
  ids: { campaignId: 'Campaign', enterpriseId: 'Enterprise' },
  payload: campaignPayload,
  load(actor, { campaignId, position, enterpriseId }) {
    const { lock, read } = campaignLoad(actor, campaignId)
    // once the campaign is locked, nobody else gives the place to another enterprise
    const both = Prisma.sql`
      SELECT ${enterpriseId}::uuid UNION
      SELECT "enterpriseId" FROM "CampaignEnterprise" WHERE "campaignId" = ${campaignId}::uuid AND position = ${position}`
    return {
      lock: [...lock, rootsOf('Enterprise', both)],
      read: {
        ...read,
        leaving: readLeaving(campaignId, position),
        entering: readEnterprise(actor, enterpriseId),
      },
    }
  },
  decide({ campaign, list, leaving, entering }, { position }) {
    refuseOver(campaign)
    refuseListed(list, entering.id)
    const left = listingDelta(leaving.progress, false)
    return {
      subjectId: campaign.id,
      writes: [update('CampaignEnterprise', leaving.placeId, { enterpriseId: entering.id })],
      events: [
        campaignEvents.enterpriseSwapped(
          campaign,
          { position, out: leaving.id, ...cellOfIncoming(entering) },
          { enterpriseId: entering.id, union: ifActive(campaign, plus(left, listingDelta(entering.progress, true))) },
        ),
      ],
    }
  },
})

/** The enterprise that gives up its place. */
type Leaving = Pick<Enterprise, 'id' | 'progress'> & { placeId: string }

/** Reads the enterprise that has the place. NOT_FOUND where no enterprise has it. */
const readLeaving = (campaignId: string, position: number): Read<Leaving> =>
  one(
    Prisma.sql`
      SELECT e.id, e.progress, p.id AS "placeId"
      FROM "CampaignEnterprise" p JOIN "Enterprise" e ON e.id = p."enterpriseId"
      WHERE p."campaignId" = ${campaignId}::uuid AND p.position = ${position}`,
    () => notFound('position'),
  )
