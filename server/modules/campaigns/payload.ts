import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visibleCampaigns } from './access.ts'

/** The payload of every deed on one campaign: the campaign, read again as the caller may see it. */
export const campaignPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  campaign: t.prismaField({
    type: 'Campaign',
    description: 'The campaign as it stands after the change. 操作后的行动。',
    resolve: (query, { subjectId }, _, context) =>
      db.campaign.findFirstOrThrow({
        ...query,
        where: { AND: [{ id: subjectId! }, visibleCampaigns(signedIn(context))] },
      }),
  }),
})
