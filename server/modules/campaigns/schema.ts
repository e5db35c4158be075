import { VisitProgressEnum } from '#server/modules/enterprises/enums.ts'
import { builder, unionArg } from '#server/platform/builder.ts'
import { signedIn, theUnion } from '#server/platform/context.ts'
import { gated } from '#server/platform/gated.ts'
import { rowId } from '#server/platform/ids.ts'
import { most } from '#server/platform/most.ts'
import { registerNode } from '#server/platform/nodes.ts'
import { db } from '#server/postgres/db.ts'
import { allowLeads, allowTexts, visibleCampaigns, visibleEntries } from './access.ts'
import { inOrder, standing } from './closings.ts'
import { CampaignStateEnum } from './enums.ts'
import { mostCampaigns, mostClosings, mostPlaces } from './limits.ts'
import './closing-type.ts'
import './create.ts'
import './update.ts'
import './add-enterprise.ts'
import './swap-enterprise.ts'
import './remove-enterprise.ts'
import './set-target.ts'
import './begin.ts'
import './close.ts'
import './reopen.ts'
import './discard.ts'

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
    closedProgress: t.expose('closedProgress', {
      type: VisitProgressEnum,
      nullable: true,
      description:
        'How far the visits to the enterprise were when the campaign was closed; null until then. 行动结束时企业的走访进度,未结束为空。',
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
      authScopes: (_, __, context) => allowTexts(signedIn(context)),
      ...gated,
      description:
        'The text of the campaign’s plan; it may be empty. FORBIDDEN: you are a wall. 行动方案的正文,可为空。FORBIDDEN:大屏看不到正文。',
    }),
    leadName: t.exposeString('leadName', {
      authScopes: (_, __, context) => allowLeads(signedIn(context)),
      ...gated,
      description:
        'The name of who leads the campaign; it may be empty. FORBIDDEN: you are a wall. 带队负责人的姓名,可为空。FORBIDDEN:大屏看不到姓名。',
    }),
    leadTitle: t.exposeString('leadTitle', {
      description:
        'The post of who leads the campaign, such as the chair of the union; it may be empty. 带队负责人的职务,如工会主席,可为空。',
    }),
    state: t.expose('state', {
      type: CampaignStateEnum,
      description: 'Where the campaign is in its life. 行动的状态。',
    }),
    closedAt: t.field({
      type: 'DateTime',
      nullable: true,
      select: { closings: inOrder },
      description: 'When the campaign was closed; null while it is not. 行动结束的时间,未结束为空。',
      resolve: ({ closings }) => standing(closings)?.at ?? null,
    }),
    closedSeq: t.int({
      nullable: true,
      select: { closings: inOrder },
      description:
        'The seq of the event whose figures the closed campaign keeps; null while it is not closed. 结束后所保留数字的事件号,未结束为空。',
      resolve: ({ closings }) => standing(closings)?.seq ?? null,
    }),
    reopenReason: t.string({
      select: { closings: inOrder },
      authScopes: (_, __, context) => allowTexts(signedIn(context)),
      ...gated,
      description:
        'Why the campaign was opened again, the last time that it was; null where it never was. FORBIDDEN: you are a wall. 最近一次重新开启的原因,从未重开为空。FORBIDDEN:大屏看不到。',
      resolve: ({ closings }) => closings.findLast(({ reopenedAt }) => reopenedAt)?.reopenReason ?? null,
    }),
    closings: t.relation('closings', {
      ...most(mostClosings),
      description:
        'Each closing of the campaign, also those after which it was opened again, the oldest first. 行动的每次结束,含之后重新开启的,旧的在前。',
      query: inOrder,
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

builder.queryFields((t) => ({
  campaign: t.prismaField({
    type: 'Campaign',
    nullable: true,
    description:
      'The campaign with this id, or the one that the union carries out now; null where there is none, and for a token without the scope BOARD. INVALID: the id is not valid. NOT_FOUND: it is an id of another type. 给定编号的行动,不填则为工会正在进行的行动;没有时为空,令牌无 BOARD 范围时也为空。INVALID:编号无效。NOT_FOUND:编号属于其他类型。',
    args: {
      ...unionArg,
      id: t.arg.id({
        required: false,
        description: 'The global id of the campaign; the active one if left out. 行动的编号,不填为进行中的行动。',
      }),
    },
    resolve: (query, _, { unionId, id }, context) => {
      const viewer = signedIn(context)
      const which = id
        ? { id: rowId('Campaign', id, 'id') }
        : { unionId: theUnion(viewer, unionId as string | null), state: 'ACTIVE' as const }
      return db.campaign.findFirst({ ...query, where: { AND: [which, visibleCampaigns(viewer)] } })
    },
  }),
  campaigns: t.prismaField({
    type: ['Campaign'],
    ...most(mostCampaigns),
    description:
      'The campaigns of the union but those that were discarded, the latest first day first; none for a token without the scope BOARD. 工会的各次行动,开始日期晚的在前,已放弃的除外;令牌无 BOARD 范围时为空。',
    args: unionArg,
    resolve: (query, _, { unionId }, context) => {
      const viewer = signedIn(context)
      const union = theUnion(viewer, unionId as string | null)
      return db.campaign.findMany({
        ...query,
        where: { AND: [{ unionId: union, state: { not: 'DISCARDED' } }, visibleCampaigns(viewer)] },
        orderBy: [{ startsOn: 'desc' }, { id: 'desc' }],
        take: mostCampaigns,
      })
    },
  }),
}))
