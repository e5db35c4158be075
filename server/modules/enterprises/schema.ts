import { z } from 'zod'
import { StepEnum } from '#server/modules/visits/enums.ts'
import { builder } from '#server/platform/builder.ts'
import { type Context, signedIn, theUnion } from '#server/platform/context.ts'
import { rowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { ContactKindEnum, ResumptionEnum, ResumptionSourceEnum, VisitProgressEnum } from './enums.ts'
import './event-fields.ts'
import './create.ts'
import './update.ts'
import './set-resumption.ts'
import { allowDetails, allowStanding, visibleContacts, visibleEnterprises } from './access.ts'
import { countEnterprises, type EnterpriseFilter, type EnterpriseQuery, listed } from './reads.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    EnterpriseFilter: EnterpriseFilter
  }
}

builder.prismaNode('Contact', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'Whom one talks to at an enterprise. 联系人。',
  fields: (t) => ({
    kind: t.expose('kind', { type: ContactKindEnum, description: 'In what part. 类别。' }),
    name: t.exposeString('name', { description: 'The name. 姓名。' }),
    phone: t.exposeString('phone', { description: 'The phone. 电话。' }),
  }),
})

builder.prismaNode('ResumptionChange', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'A step of resumption, as it was recorded. 复工状态变更。',
  fields: (t) => ({
    from: t.expose('from', { type: ResumptionEnum, description: 'From. 原状态。' }),
    to: t.expose('to', { type: ResumptionEnum, description: 'To. 新状态。' }),
    on: t.expose('on', { type: 'Date', description: 'On that day. 日期。' }),
    basis: t.exposeString('basis', { description: 'By what. 依据。' }),
    source: t.field({
      type: ResumptionSourceEnum,
      description: 'How the union learnt of it. 来源。',
      resolve: ({ source }) => source as typeof ResumptionSourceEnum.$inferType,
    }),
    at: t.expose('at', { type: 'DateTime', description: 'Recorded at. 记录时间。' }),
  }),
})

type Gate = (row: unknown, args: unknown, context: Context) => boolean
const details: Gate = (_, __, context) => allowDetails(signedIn(context))
const standing: Gate = (_, __, context) => allowStanding(signedIn(context))

builder.prismaNode('Enterprise', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description:
    'An enterprise of the sub-district. Tokens read its name and zone with any row of theirs, how far it is with the scope BOARD or ENTERPRISES, the rest with ENTERPRISES; otherwise FORBIDDEN. 企业。',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name. 名称。' }),
    creditCode: t.exposeString('creditCode', {
      authScopes: details,
      description: 'Its credit code. 统一社会信用代码。',
    }),
    address: t.exposeString('address', { authScopes: details, description: 'Where it works. 地址。' }),
    industry: t.exposeString('industry', { authScopes: details, description: 'Its industry. 行业。' }),
    headcount: t.exposeInt('headcount', { authScopes: details, description: 'How many work there. 人数。' }),
    zone: t.relation('zone', { nullable: true, description: 'Where it lies. 片区。' }),
    contacts: t.relation('contacts', {
      description: 'Whom to talk to; empty for those who need no phones. 联系人,按需可见。',
      query: (_, context) => ({ where: visibleContacts(signedIn(context)), orderBy: { kind: 'asc' } }),
    }),
    resumption: t.expose('resumption', {
      authScopes: standing,
      type: ResumptionEnum,
      description: 'How far it has resumed. 复工状态。',
    }),
    resumptionOn: t.expose('resumptionOn', {
      authScopes: standing,
      type: 'Date',
      nullable: true,
      description: 'Since. 状态日期。',
    }),
    resumptionChanges: t.relation('resumptionChanges', {
      authScopes: details,
      description: 'How it came to that, oldest first. 复工经过。',
      query: { orderBy: [{ at: 'asc' }, { on: 'asc' }, { to: 'asc' }] },
    }),
    progress: t.expose('progress', {
      authScopes: standing,
      type: VisitProgressEnum,
      description: 'How far its visits are. 走访进度。',
    }),
    progressStep: t.expose('progressStep', {
      authScopes: standing,
      type: StepEnum,
      nullable: true,
      description: 'The last step done while under way. 最近完成的一步。',
    }),
    openIssues: t.exposeInt('openIssues', {
      authScopes: standing,
      description: 'Its issues that are not closed. 未结问题数。',
    }),
    position: t.int({
      authScopes: standing,
      nullable: true,
      description: 'Its place among the hundred of the campaign; null outside. 百家中的位置。',
      select: {
        campaignEnterprises: { where: { campaign: { active: true } }, select: { position: true }, take: 1 },
      },
      resolve: ({ campaignEnterprises }) => campaignEnterprises[0]?.position ?? null,
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'Last changed. 更新时间。' }),
  }),
})

const EnterpriseFilterInput = builder.inputType('EnterpriseFilter', {
  description: 'Narrows a list of enterprises; what is left out does not narrow. 企业筛选。',
  fields: (t) => ({
    zoneId: t.id({ required: false, description: 'In one zone. 片区。' }),
    resumption: t.field({ type: [ResumptionEnum], required: false, description: 'In one of these states. 复工状态。' }),
    progress: t.field({ type: [VisitProgressEnum], required: false, description: 'Visits this far. 走访进度。' }),
    industry: t.string({ required: false, validate: z.string().max(50), description: 'Of one industry. 行业。' }),
    listed: t.boolean({ required: false, description: 'Among the hundred, or not. 是否在百家之内。' }),
    hasOpenIssues: t.boolean({ required: false, description: 'With open issues, or without. 有无未结问题。' }),
  }),
})

const listArgs = builder.args((t) => ({
  unionId: t.id({ required: false, description: 'The union; may be left out where you have one. 工会。' }),
  search: t.string({
    required: false,
    validate: z.string().max(100),
    description: 'Part of the name or credit code; several words must all be found. 名称或信用代码。',
  }),
  filter: t.field({ type: EnterpriseFilterInput, required: false, description: 'Narrows the list. 筛选。' }),
}))

type ListArgs = Omit<EnterpriseQuery, 'unionId'> & { unionId?: string | null }

const asQuery = (viewer: Parameters<typeof theUnion>[0], { unionId, ...query }: ListArgs): EnterpriseQuery => ({
  ...query,
  unionId: theUnion(viewer, unionId),
})

builder.queryFields((t) => ({
  enterprise: t.prismaField({
    type: 'Enterprise',
    nullable: true,
    description: 'One enterprise, or null where there is none to see. 一家企业。',
    args: { id: t.arg.id({ description: 'Its global id. 编号。' }) },
    resolve: (query, _, { id }, context) =>
      db.enterprise.findFirst({
        ...query,
        where: { AND: [{ id: rowId('Enterprise', id, 'id') }, visibleEnterprises(signedIn(context))] },
      }),
  }),
  enterprises: t.prismaConnection({
    type: 'Enterprise',
    cursor: 'id',
    description:
      'Enterprises in the order of the register. The count is exact; a search is counted up to 10,000. 企业列表。',
    args: listArgs,
    totalCount: (_, args, context) => {
      const viewer = signedIn(context)
      return countEnterprises(viewer, asQuery(viewer, args as ListArgs))
    },
    resolve: (query, _, args, context) => {
      const viewer = signedIn(context)
      return db.enterprise.findMany({
        ...query,
        where: listed(viewer, asQuery(viewer, args as ListArgs)),
        orderBy: { id: 'asc' },
      })
    },
  }),
}))
