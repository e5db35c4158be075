import { builder, unionsArg } from '#server/platform/builder.ts'
import { connectionType } from '#server/platform/connection-type.ts'
import { signedIn, unionsOf } from '#server/platform/context.ts'
import { rowId } from '#server/platform/ids.ts'
import { Order } from '#server/platform/keyset.ts'
import { rootList } from '#server/platform/lists.ts'
import { without } from '#server/platform/narrowing.ts'
import { registerNode } from '#server/platform/nodes.ts'
import type { OrderBy } from '#server/platform/orders.ts'
import { relatedList } from '#server/platform/related-lists.ts'
import { searchArg } from '#server/platform/search.ts'
import { db } from '#server/postgres/db.ts'
import { IssueCategoryEnum, IssueKindEnum, IssueSourceEnum, IssueStatusEnum, SeverityEnum } from './enums.ts'
import './clock-type.ts'
import './event-fields.ts'
import './life-type.ts'
import './reminder-fields.ts'
import './open.ts'
import './assign.ts'
import './take.ts'
import './return.ts'
import './answer.ts'
import './call-back.ts'
import './close.ts'
import './reopen.ts'
import './park.ts'
import './resume.ts'
import './extend.ts'
import './update.ts'
import './split.ts'
import './merge.ts'
import './void.ts'
import './note.ts'
import './set-routes.ts'
import './like.ts'
import { readsEvidence, readsIssueText, seesSpeaker, visibleIssues } from './access.ts'
import { IssueFilterInput } from './filter-type.ts'
import { type IssueFilter, issueWhere, scatteredInIssues } from './lists.ts'
import { issueOrders } from './orders.ts'

registerNode('Issue', visibleIssues)

builder.prismaNode('Issue', {
  id: { field: 'id', description: 'The global id of the issue. 问题的编号。' },
  description: 'A suggestion, difficulty, hard point or blockage of an enterprise. 问题:建议、困难、难点或堵点。',
  fields: (t) => ({
    union: t.relation('union', {
      description: 'The union to which the issue belongs. 问题所属的工会。',
    }),
    enterprise: t.relation('enterprise', { description: 'The enterprise that has the issue. 有此问题的企业。' }),
    squad: t.relation('squad', {
      nullable: true,
      description: 'The squad that met the issue; null where no squad did. 发现问题的小分队,不是小分队发现的为空。',
    }),
    agency: t.relation('agency', {
      nullable: true,
      description: 'The agency that should solve the issue; null where none is named. 承办部门,未指定为空。',
    }),
    kind: t.expose('kind', { type: IssueKindEnum, description: 'Which kind of issue it is. 问题的类型。' }),
    category: t.expose('category', { type: IssueCategoryEnum, description: 'What the issue is about. 问题的类别。' }),
    severity: t.expose('severity', {
      type: SeverityEnum,
      description: 'How much depends on the issue. 问题的严重程度。',
    }),
    source: t.expose('source', {
      type: IssueSourceEnum,
      description: 'How the union learnt of the issue. 问题的来源。',
    }),
    title: t.exposeString('title', {
      description:
        'The issue in one line; everybody who sees the issue reads it, a wall too. 问题的标题,能看到问题的人都可见,大屏也显示。',
    }),
    evidence: t.string({
      nullable: true,
      description:
        'What shows that the issue exists; null on a wall, and for an enterprise unless it has reported the issue itself. 问题的依据;大屏不显示,企业只看到自己反映的。',
      resolve: (issue, _, context) => (readsEvidence(signedIn(context), issue) ? issue.evidence : null),
    }),
    saidBy: t.string({
      nullable: true,
      description:
        'Who told of the issue; null on a wall, and for enterprises and agencies unless the enterprise itself reported it. 谁说的;大屏不显示,企业与部门仅在企业自己上报时可见。',
      resolve: (issue, _, context) => (seesSpeaker(signedIn(context), issue) ? issue.saidBy : null),
    }),
    status: t.expose('status', {
      type: IssueStatusEnum,
      description: 'Whether the issue is open or closed. 问题的状态。',
    }),
    openedAt: t.expose('openedAt', {
      type: 'DateTime',
      description: 'The moment at which the issue came up. 问题的提出时间。',
    }),
    closedAt: t.expose('closedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The moment at which the issue was closed; null while it is open. 问题的办结时间,未办结为空。',
    }),
    closingNote: t.string({
      nullable: true,
      description: 'What came of the issue; null while it is open, and on a wall. 办结说明;未办结为空,大屏不显示。',
      resolve: ({ closingNote }, _, context) => (readsIssueText(signedIn(context)) ? closingNote : null),
    }),
  }),
})

const rows = { model: 'Issue', type: 'Issue' } as const
const issueConnection = connectionType('Issue', 'Issue', issueOrders)
const newestFirst = new Order('Issue', { id: 'uuid desc' })

builder.prismaObjectField('Visit', 'issues', (t) =>
  t.connection(
    {
      type: 'Issue',
      description:
        'The issues that the visit brought to light and that you may see, newest first. 走访中发现的问题,新的在前。',
      resolve: ({ id }, args, context, info) => {
        const related = { column: 'visitId', parent: id, visible: visibleIssues, order: newestFirst }
        return relatedList(rows, related, args, context, info)
      },
    },
    issueConnection,
  ),
)

builder.prismaObjectField('Enterprise', 'issues', (t) =>
  t.connection(
    {
      type: 'Issue',
      description: 'The issues of the enterprise that you may see, newest first. 该企业的问题,新的在前。',
      resolve: ({ id }, args, context, info) => {
        const related = { column: 'enterpriseId', parent: id, visible: visibleIssues, order: newestFirst }
        return relatedList(rows, related, args, context, info)
      },
    },
    issueConnection,
  ),
)

builder.queryFields((t) => ({
  issue: t.prismaField({
    type: 'Issue',
    nullable: true,
    description:
      'One issue; null where you may see none with this id. INVALID: the id is not valid. NOT_FOUND: it is an id of another type. 一个问题,无权查看或不存在时为空。INVALID:编号无效。NOT_FOUND:编号属于其他类型。',
    args: { id: t.arg.id({ description: 'The global id of the issue. 问题的编号。' }) },
    resolve: (query, _, { id }, context) =>
      db.issue.findFirst({
        ...query,
        where: { AND: [{ id: rowId('Issue', id, 'id') }, visibleIssues(signedIn(context))] },
      }),
  }),
  issues: t.connection(
    {
      type: 'Issue',
      description:
        'The issues of the union, or of all unions that you may read, newest first. NOT_FOUND: an id is one of another type. INVALID: an id is not valid. 工会的问题,新的在前;不指明工会时为您可查询的所有工会。NOT_FOUND:编号属于其他类型。INVALID:编号无效。',
      args: {
        ...unionsArg,
        ...searchArg(
          'Part of the issue’s title or of the enterprise’s name, up to 100 characters; of several words all must be found. 问题标题或企业名称的一部分,至多 100 字;多个词须全部包含。',
        ),
        ...issueOrders.args,
        filter: t.arg({
          type: IssueFilterInput,
          required: false,
          description: 'Which issues the list shows; all of them if left out. 筛选条件,不填则列出全部。',
        }),
      },
      resolve: (_, args, context, info) => {
        const viewer = signedIn(context)
        const unionIds = unionsOf(viewer, args.unionId)
        const filter = args.filter as IssueFilter | null | undefined
        const { search } = args
        const where = issueWhere(viewer, { unionIds, search, filter })
        const others = without(filter, scatteredInIssues, search)
        const among = others && issueWhere(viewer, { unionIds, filter: others })
        const offer = issueOrders.offer(viewer, { filter, search }, args.orderBy as OrderBy | null)
        return rootList(rows, { where, unionIds, order: newestFirst, among, search, offer }, args, context, info)
      },
    },
    issueConnection,
  ),
}))
