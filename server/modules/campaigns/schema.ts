import { builder } from '#server/platform/builder.ts'
import { signedIn, theUnion } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visibleCampaigns, visibleEntries } from './access.ts'
import './add-enterprise.ts'
import './set-target.ts'
import './swap-enterprise.ts'

builder.prismaNode('CampaignEnterprise', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'One of the hundred, in its fixed place. 百家中的一家。',
  fields: (t) => ({
    position: t.exposeInt('position', { description: 'Its place, from 1. 位置。' }),
    enterprise: t.relation('enterprise', { description: 'Who is in it. 企业。' }),
  }),
})

builder.prismaNode('Campaign', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'A period, a plan, a target. 行动。',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'What it is called. 名称。' }),
    plan: t.exposeString('plan', { description: 'How it is to go. 方案。' }),
    target: t.exposeInt('target', { description: 'Enterprises to be visited. 目标家数。' }),
    startsOn: t.expose('startsOn', { type: 'Date', description: 'First day. 开始日期。' }),
    endsOn: t.expose('endsOn', { type: 'Date', description: 'Last day. 结束日期。' }),
    entries: t.relation('enterprises', {
      description: 'The hundred, by place. 百家名单,按位置。',
      query: (_, context) => ({ where: visibleEntries(signedIn(context)), orderBy: { position: 'asc' } }),
    }),
  }),
})

builder.queryField('campaign', (t) =>
  t.prismaField({
    type: 'Campaign',
    nullable: true,
    description: 'The campaign that is on, or null. 当前行动。',
    args: {
      unionId: t.arg.id({ required: false, description: 'The union; may be left out where you have one. 工会。' }),
    },
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
