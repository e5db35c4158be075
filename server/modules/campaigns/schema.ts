import { builder, unionArg } from '#server/platform/builder.ts'
import { signedIn, theUnion } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import { db } from '#server/postgres/db.ts'
import { visibleCampaigns, visibleEntries } from './access.ts'
import { mostPlaces } from './limits.ts'
import './add-enterprise.ts'
import './set-target.ts'
import './swap-enterprise.ts'

registerNode('Campaign', visibleCampaigns)
registerNode('CampaignEnterprise', visibleEntries)

builder.prismaNode('CampaignEnterprise', {
  id: { field: 'id', description: 'The global id of this place in the campaign’s list. 名单中这一位的编号。' },
  description:
    'One place in the campaign’s list of enterprises to visit, and the enterprise that holds it. 行动名单中的一位及其企业。',
  fields: (t) => ({
    position: t.exposeInt('position', {
      description:
        'The place in the list, from 1; it does not change when the enterprise in it is swapped. 名单中的位置,从 1 起,换企业时位置不变。',
    }),
    enterprise: t.relation('enterprise', {
      description: 'The enterprise that holds this place now. 现在占此位置的企业。',
    }),
  }),
})

builder.prismaNode('Campaign', {
  id: { field: 'id', description: 'The global id of the campaign. 行动的编号。' },
  description:
    'A campaign of the union: a period in which its squads visit a list of enterprises. 工会的一次行动:在一段时间内由小分队走访名单上的企业。',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'The title of the campaign. 行动的名称。' }),
    plan: t.exposeString('plan', {
      description: 'The text of the campaign’s plan; it may be empty. 行动方案的正文,可为空。',
    }),
    target: t.exposeInt('target', {
      description: 'How many enterprises are to be visited in the campaign. 行动要走访的企业家数。',
    }),
    startsOn: t.expose('startsOn', { type: 'Date', description: 'The first day of the campaign. 行动的第一天。' }),
    endsOn: t.expose('endsOn', { type: 'Date', description: 'The last day of the campaign. 行动的最后一天。' }),
    entries: t.relation('enterprises', {
      ...most(mostPlaces),
      description:
        'The campaign’s list in the order of its places. An enterprise’s account sees its own place alone. 行动名单,按位置排列;企业账号只看到本企业。',
      query: (_, context) => ({ where: visibleEntries(signedIn(context)), orderBy: { position: 'asc' } }),
    }),
  }),
})

builder.queryField('campaign', (t) =>
  t.prismaField({
    type: 'Campaign',
    nullable: true,
    description:
      'The campaign that the union carries out now; null where there is none, and for a token without the scope BOARD. 工会正在进行的行动;没有时为空,令牌无 BOARD 范围时也为空。',
    args: unionArg,
    resolve: (query, _, { unionId }, context) => {
      const viewer = signedIn(context)
      const union = theUnion(viewer, unionId as string | null)
      return db.campaign.findFirst({
        ...query,
        where: { AND: [{ unionId: union, active: true }, visibleCampaigns(viewer)] },
        orderBy: { id: 'desc' },
      })
    },
  }),
)
