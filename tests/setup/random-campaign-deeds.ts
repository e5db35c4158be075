import type { CampaignState } from '#codegen/prisma/enums.ts'
import { addCampaignEnterprise } from '#server/modules/campaigns/add-enterprise.ts'
import { beginCampaign } from '#server/modules/campaigns/begin.ts'
import { closeCampaign } from '#server/modules/campaigns/close.ts'
import { createCampaign } from '#server/modules/campaigns/create.ts'
import { discardCampaign } from '#server/modules/campaigns/discard.ts'
import { removeCampaignEnterprise } from '#server/modules/campaigns/remove-enterprise.ts'
import { reopenCampaign } from '#server/modules/campaigns/reopen.ts'
import { setTarget } from '#server/modules/campaigns/set-target.ts'
import { swapCampaignEnterprise } from '#server/modules/campaigns/swap-enterprise.ts'
import { updateCampaign } from '#server/modules/campaigns/update.ts'
import { db } from '#server/postgres/db.ts'
import { clientId, type Deed, type Draw, day, newest, oneOf, place } from './draw.ts'
import type { SmallUnion } from './small-union.ts'

/** The union's campaign in one of these states, mostly; now and then any. */
const onCampaign = (
  states: CampaignState[],
  work: (union: SmallUnion, campaignId: string, draw: Draw) => unknown,
): Deed => {
  return async (union, draw) => {
    const state = draw.row % 5 ? { in: states } : undefined
    const campaigns = await db.campaign.findMany({ ...newest, where: { unionId: union.unionId, state } })
    return work(union, oneOf(campaigns, draw), draw)
  }
}

/** Everything that changes a campaign. */
export const campaignDeeds: readonly [string, Deed][] = [
  [
    'addCampaignEnterprise',
    onCampaign(['ACTIVE', 'DRAFT'], (union, campaignId, draw) => {
      const { enterpriseId } = place(union, draw)
      return addCampaignEnterprise(union.command, { clientId: clientId(), campaignId, enterpriseId })
    }),
  ],
  [
    'swapCampaignEnterprise',
    onCampaign(['ACTIVE', 'DRAFT'], (union, campaignId, draw) => {
      const { enterpriseId } = place(union, draw)
      const position = 1 + (draw.quantity % 3)
      return swapCampaignEnterprise(union.command, { clientId: clientId(), campaignId, position, enterpriseId })
    }),
  ],
  [
    'removeCampaignEnterprise',
    onCampaign(['ACTIVE', 'DRAFT'], (union, campaignId, draw) => {
      const { enterpriseId } = place(union, draw)
      return removeCampaignEnterprise(union.command, { clientId: clientId(), campaignId, enterpriseId })
    }),
  ],
  [
    'setTarget',
    onCampaign(['ACTIVE', 'DRAFT'], ({ command }, campaignId, { quantity }) =>
      setTarget(command, { clientId: clientId(), campaignId, target: 1 + quantity }),
    ),
  ],
  [
    'updateCampaign',
    onCampaign(['ACTIVE', 'DRAFT'], ({ command }, campaignId, { row, quantity, yes }) => {
      const period = { startsOn: day(-1 - (row % 3)), endsOn: day(quantity % 2) }
      const days = yes ? period : { startsOn: '2020-01-01', endsOn: '2099-12-31' }
      return updateCampaign(command, { clientId: clientId(), campaignId, ...days })
    }),
  ],
  [
    'createCampaign',
    onCampaign(['CLOSED'], ({ command, enterprises }, earlier, { row, yes }) => {
      const list = yes && row % 5 ? { cloneOf: earlier } : { enterpriseIds: enterprises.slice(0, row % 4) }
      const campaign = { title: '再访', target: 50, startsOn: day(-1), endsOn: day(row % 3), ...list }
      return createCampaign(command, { clientId: clientId(), ...campaign })
    }),
  ],
  [
    'beginCampaign',
    onCampaign(['DRAFT'], ({ command }, campaignId) => beginCampaign(command, { clientId: clientId(), campaignId })),
  ],
  [
    'discardCampaign',
    onCampaign(['DRAFT'], ({ command }, campaignId) => discardCampaign(command, { clientId: clientId(), campaignId })),
  ],
  [
    'closeCampaign',
    onCampaign(['ACTIVE'], ({ command }, campaignId) => closeCampaign(command, { clientId: clientId(), campaignId })),
  ],
  [
    'reopenCampaign',
    onCampaign(['CLOSED'], ({ command }, campaignId) =>
      reopenCampaign(command, { clientId: clientId(), campaignId, reason: '补访' }),
    ),
  ],
]
