import { boardEventsOf } from '#server/feed/event-type.ts'
import { mayKnow } from '#server/log/catalogue.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { gated } from '#server/platform/gated.ts'
import { registerNode } from '#server/platform/nodes.ts'
import { db } from '#server/postgres/db.ts'
import { allowTexts, visibleCampaigns } from './access.ts'

registerNode('CampaignClosing', visibleCampaigns)

builder.prismaNode('CampaignClosing', {
  id: { field: 'id', description: 'The global id of this closing. 这次结束的编号。' },
  description:
    'A closing of a campaign, whose figures nothing changes, also where the campaign was opened again. 行动的一次结束;即使重新开启,当时的数字也不变。',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When the campaign was closed. 结束的时间。' }),
    seq: t.exposeInt('seq', {
      description: 'The seq of the event whose figures the closing keeps. 所保留数字的事件号。',
    }),
    reopenedAt: t.expose('reopenedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the campaign was opened again; null while it is closed. 重新开启的时间,未重开为空。',
    }),
    reopenReason: t.exposeString('reopenReason', {
      authScopes: (_, __, context) => allowTexts(signedIn(context)),
      ...gated,
      description:
        'Why the campaign was opened again; null while it is closed, and where the reason is not known. FORBIDDEN: you are a wall. 重新开启的原因;未重开或原因不明为空。FORBIDDEN:大屏看不到。',
    }),
    event: t.field({
      type: 'BoardEvent',
      nullable: true,
      description:
        'The event that tells of the closing, and of whoever closed the campaign; null where you may not know of it. 这次结束的事件,写明由谁结束;无权得知者为空。',
      async resolve({ unionId, seq }, _, context) {
        const event = await db.event.findUnique({
          where: { unionId_seq: { unionId, seq: seq + 1 } },
          omit: { unionTally: true, unionChange: true },
        })
        return event && mayKnow(signedIn(context), event) ? boardEventsOf([event], context)[0]! : null
      },
    }),
  }),
})
