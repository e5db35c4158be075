import { builder } from '#server/platform/builder.ts'
import { type Context, signedIn, theUnion } from '#server/platform/context.ts'
import { rowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { IssueCategoryEnum, IssueKindEnum, IssueSourceEnum, IssueStatusEnum, SeverityEnum } from './enums.ts'
import './event-fields.ts'
import './open.ts'
import './close.ts'
import { readsIssueText, seesSpeaker, visibleIssues } from './access.ts'
import { type IssueFilter, listed } from './reads.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    IssueFilter: IssueFilter
  }
}

builder.prismaNode('Issue', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'A suggestion, difficulty, hard point or blockage of an enterprise. 问题:建议、困难、难点或堵点。',
  fields: (t) => ({
    enterprise: t.relation('enterprise', { description: 'Whose it is. 企业。' }),
    squad: t.relation('squad', { nullable: true, description: 'The squad that met it. 小分队。' }),
    agency: t.relation('agency', { nullable: true, description: 'The agency that should take it. 承办部门。' }),
    kind: t.expose('kind', { type: IssueKindEnum, description: 'What it is. 类型。' }),
    category: t.expose('category', { type: IssueCategoryEnum, description: 'What it is about. 类别。' }),
    severity: t.expose('severity', { type: SeverityEnum, description: 'How much hangs on it. 严重程度。' }),
    source: t.expose('source', { type: IssueSourceEnum, description: 'How it was heard of. 来源。' }),
    title: t.exposeString('title', { description: 'In one line. 标题。' }),
    evidence: t.string({
      nullable: true,
      description: 'What shows it; null on a wall. 依据,大屏不显示。',
      resolve: ({ evidence }, _, context) => (readsIssueText(signedIn(context)) ? evidence : null),
    }),
    saidBy: t.string({
      nullable: true,
      description: 'Who said it; for enterprises and agencies only what an enterprise reported. 谁说的,按需可见。',
      resolve: (issue, _, context) => (seesSpeaker(signedIn(context), issue) ? issue.saidBy : null),
    }),
    status: t.expose('status', { type: IssueStatusEnum, description: 'Where it stands. 状态。' }),
    openedAt: t.expose('openedAt', { type: 'DateTime', description: 'When it came up. 提出时间。' }),
    closedAt: t.expose('closedAt', { type: 'DateTime', nullable: true, description: 'When it was done. 办结时间。' }),
    closingNote: t.string({
      nullable: true,
      description: 'What came of it; null on a wall. 办结说明,大屏不显示。',
      resolve: ({ closingNote }, _, context) => (readsIssueText(signedIn(context)) ? closingNote : null),
    }),
  }),
})

const newestFirst = { id: 'desc' } as const

builder.prismaObjectField('Visit', 'issues', (t) =>
  t.relatedConnection('issues', {
    cursor: 'id',
    totalCount: true,
    description: 'Issues it brought to light, newest first. 走访中发现的问题。',
    query: (_, context) => ({ where: visibleIssues(signedIn(context)), orderBy: newestFirst }),
  }),
)

builder.prismaObjectField('Enterprise', 'issues', (t) =>
  t.relatedConnection('issues', {
    cursor: 'id',
    totalCount: true,
    description: 'Its issues, newest first. 企业的问题。',
    query: (_, context) => ({ where: visibleIssues(signedIn(context)), orderBy: newestFirst }),
  }),
)

const IssueFilterInput = builder.inputType('IssueFilter', {
  description: 'Narrows a list of issues; what is left out does not narrow. 问题筛选。',
  fields: (t) => ({
    enterpriseId: t.id({ required: false, description: 'Of one enterprise. 企业。' }),
    squadId: t.id({ required: false, description: 'Met by one squad. 小分队。' }),
    agencyId: t.id({ required: false, description: 'For one agency. 承办部门。' }),
    visitId: t.id({ required: false, description: 'From one visit. 走访。' }),
    status: t.field({ type: IssueStatusEnum, required: false, description: 'Open or closed. 状态。' }),
    kinds: t.field({ type: [IssueKindEnum], required: false, description: 'Of one of these kinds. 类型。' }),
    category: t.field({ type: IssueCategoryEnum, required: false, description: 'About one matter. 类别。' }),
    severity: t.field({ type: SeverityEnum, required: false, description: 'Of one severity. 严重程度。' }),
  }),
})

function asked({ unionId, filter }: { unionId?: string | null; filter?: IssueFilter | null }, context: Context) {
  const viewer = signedIn(context)
  return listed(viewer, { unionId: theUnion(viewer, unionId), filter })
}

builder.queryFields((t) => ({
  issue: t.prismaField({
    type: 'Issue',
    nullable: true,
    description: 'One issue, or null where there is none to see. 一个问题。',
    args: { id: t.arg.id({ description: 'Its global id. 编号。' }) },
    resolve: (query, _, { id }, context) =>
      db.issue.findFirst({
        ...query,
        where: { AND: [{ id: rowId('Issue', id, 'id') }, visibleIssues(signedIn(context))] },
      }),
  }),
  issues: t.prismaConnection({
    type: 'Issue',
    cursor: 'id',
    description: 'Issues, newest first. 问题列表。',
    args: {
      unionId: t.arg.id({ required: false, description: 'The union; may be left out where you have one. 工会。' }),
      filter: t.arg({ type: IssueFilterInput, required: false, description: 'Narrows the list. 筛选。' }),
    },
    totalCount: (_, args, context) => db.issue.count({ where: asked(args, context) }),
    resolve: (query, _, args, context) =>
      db.issue.findMany({ ...query, where: asked(args, context), orderBy: newestFirst }),
  }),
}))
