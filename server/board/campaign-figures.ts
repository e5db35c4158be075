import { inOrder, standing } from '#server/modules/campaigns/closings.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { watchesBoard } from './access.ts'
import { keptFigures } from './snapshot.ts'
import { unionTally } from './tallies.ts'
import { CampaignTally } from './tally-types.ts'

builder.prismaObjectFields('Campaign', (t) => ({
  figures: t.field({
    type: CampaignTally,
    nullable: true,
    select: { unionId: true, state: true, closings: inOrder },
    description:
      'The figures of the campaign: those of now while it is active, and those that it kept when it was closed. Null for one that is prepared, and for those who may not read the board. 行动的统计:进行中为现时的,已结束为结束时保留的;筹备中的行动、以及无权看看板者为空。',
    resolve: async (campaign, _, context) => {
      if (!watchesBoard(signedIn(context)) || (campaign.state !== 'ACTIVE' && campaign.state !== 'CLOSED')) return null
      if (campaign.state === 'CLOSED') return keptFigures(standing(campaign.closings))
      // at most one campaign of a union is active
      const { tally } = await db.stream.findUniqueOrThrow({ where: { unionId: campaign.unionId } })
      return { key: campaign.unionId, tally: unionTally(tally) }
    },
  }),
}))

builder.prismaObjectFields('CampaignClosing', (t) => ({
  figures: t.field({
    type: CampaignTally,
    nullable: true,
    description:
      'The figures of the campaign when it was closed; null for those who may not read the board. 行动结束时的统计;无权看看板者为空。',
    resolve: (closing, _, context) => (watchesBoard(signedIn(context)) ? keptFigures(closing) : null),
  }),
}))
