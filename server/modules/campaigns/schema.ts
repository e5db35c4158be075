import { z } from 'zod'
import type { Receipt } from '#server/log/write.ts'
import { builder } from '#server/platform/builder.ts'
import { changeFields, payload } from '#server/platform/change.ts'
import { type Context, signedIn, theUnion } from '#server/platform/context.ts'
import { rowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import './events.ts'
import { visibleCampaigns, visibleEntries } from './access.ts'
import { addCampaignEnterprise, setTarget, swapCampaignEnterprise } from './rules.ts'

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

const campaignPayload = (name: string) =>
  payload(name, (t) => ({
    campaign: t.prismaField({
      type: 'Campaign',
      description: 'The campaign as it stands now. 行动现状。',
      resolve: (query, receipt: Receipt, _args: object, context: Context) =>
        db.campaign.findFirstOrThrow({
          ...query,
          where: { AND: [{ id: receipt.subjectId! }, visibleCampaigns(signedIn(context))] },
        }),
    }),
  }))

const campaignId = 'The campaign. 行动。'

const SwapInput = builder.inputType('SwapCampaignEnterpriseInput', {
  description: 'Another enterprise for a place. 替换名单中的一家。',
  fields: (t) => ({
    ...changeFields(t),
    campaignId: t.id({ description: campaignId }),
    position: t.int({ validate: z.int().min(1).max(10_000), description: 'The place. 位置。' }),
    enterpriseId: t.id({ description: 'Who comes in. 换入的企业。' }),
  }),
})

const AddInput = builder.inputType('AddCampaignEnterpriseInput', {
  description: 'An enterprise for the first free place. 加入名单。',
  fields: (t) => ({
    ...changeFields(t),
    campaignId: t.id({ description: campaignId }),
    enterpriseId: t.id({ description: 'Who comes in. 企业。' }),
  }),
})

const SetTargetInput = builder.inputType('SetTargetInput', {
  description: 'Another target. 调整目标。',
  fields: (t) => ({
    ...changeFields(t),
    campaignId: t.id({ description: campaignId }),
    target: t.int({ validate: z.int().min(1).max(10_000), description: 'Enterprises to be visited. 目标家数。' }),
  }),
})

const ofCampaign = <I extends { campaignId: string | number }>(input: I) => ({
  ...input,
  campaignId: rowId('Campaign', String(input.campaignId), 'campaignId'),
})

const withEnterprise = <I extends { campaignId: string | number; enterpriseId: string | number }>(input: I) => ({
  ...ofCampaign(input),
  enterpriseId: rowId('Enterprise', String(input.enterpriseId), 'enterpriseId'),
})

builder.mutationFields((t) => ({
  swapCampaignEnterprise: t.field({
    type: campaignPayload('SwapCampaignEnterprise'),
    description: 'An enterprise of the hundred makes room for another. 替换百家名单中的企业。',
    args: { input: t.arg({ type: SwapInput, description: 'The place and who comes in. 替换。' }) },
    resolve: (_, { input }, context) => swapCampaignEnterprise(signedIn(context), withEnterprise(input)),
  }),
  addCampaignEnterprise: t.field({
    type: campaignPayload('AddCampaignEnterprise'),
    description: 'An enterprise takes the first free place, while there are fewer than the target. 加入百家名单。',
    args: { input: t.arg({ type: AddInput, description: 'Who comes in. 加入。' }) },
    resolve: (_, { input }, context) => addCampaignEnterprise(signedIn(context), withEnterprise(input)),
  }),
  setTarget: t.field({
    type: campaignPayload('SetTarget'),
    description: 'How many enterprises the campaign is to visit. 调整行动目标。',
    args: { input: t.arg({ type: SetTargetInput, description: 'The target. 目标。' }) },
    resolve: (_, { input }, context) => setTarget(signedIn(context), ofCampaign(input)),
  }),
}))
