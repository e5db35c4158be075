import { RungRecipientEnum } from '#server/modules/calendars/enums.ts'
import { builder, unionsArg } from '#server/platform/builder.ts'
import { connectionType } from '#server/platform/connection-type.ts'
import { signedIn, unionsOf } from '#server/platform/context.ts'
import { Order } from '#server/platform/keyset.ts'
import { rootList } from '#server/platform/lists.ts'
import { most } from '#server/platform/most.ts'
import { without } from '#server/platform/narrowing.ts'
import { registerNode } from '#server/platform/nodes.ts'
import type { OrderBy } from '#server/platform/orders.ts'
import { relatedList } from '#server/platform/related-lists.ts'
import { seesPeople, visibleMeasured, visibleMeasures } from './access.ts'
import { MeasureResultEnum, MeasureStateEnum } from './enums.ts'
import './event-fields.ts'
import './record.ts'
import './update.ts'
import './finish.ts'
import './drop.ts'
import './what-worked-type.ts'
import './reminder-fields.ts'
import { MeasureFilterInput } from './filter-type.ts'
import { mostIssues, mostShown } from './limits.ts'
import { isOverdue, type MeasureFilter, measureWhere, scatteredInMeasures } from './lists.ts'
import { measureOrders } from './orders.ts'

registerNode('Measure', visibleMeasures)

builder.prismaNode('Measure', {
  id: { field: 'id', description: 'The global id of the measure. 措施的编号。' },
  description:
    'What is done at an enterprise: about its issues, or as what TREAT of a visit came to. 措施:针对企业的问题,或走访「切」的结果。',
  fields: (t) => ({
    union: t.relation('union', { description: 'The union to which the measure belongs. 措施所属的工会。' }),
    enterprise: t.relation('enterprise', { description: 'The enterprise at which it is taken. 对哪家企业。' }),
    squad: t.relation('squad', {
      nullable: true,
      description: 'The squad whose measure it is; null where it is none of a squad. 所属的小分队,不属小分队的为空。',
    }),
    agency: t.relation('agency', {
      nullable: true,
      description: 'The agency that carries it out; null where none is named. 负责落实的部门,未指定为空。',
    }),
    issues: t.field({
      type: ['Issue'],
      ...most(mostIssues),
      description: 'The issues for which it is and that you may see. 针对的问题中您可查看的。',
      select: (_args, context, nestedSelection) => ({
        issues: {
          select: { issue: nestedSelection(true) },
          where: { issue: visibleMeasured(signedIn(context)) },
          orderBy: { issueId: 'asc' as const },
        },
      }),
      resolve: ({ issues }) => issues.map(({ issue }) => issue),
    }),
    what: t.exposeString('what', { description: 'What it is that is done. 做什么。' }),
    who: t.string({
      description:
        'Who carries it out, in words; empty where the agency says it all, and for an enterprise. 责任人,只有部门时为空,不对企业显示。',
      select: { who: true },
      resolve: ({ who }, _, context) => (seesPeople(signedIn(context)) ? who : ''),
    }),
    dueOn: t.expose('dueOn', { type: 'Date', description: 'The last day for it. 落实期限。' }),
    isOverdue: t.boolean({
      description: 'Whether it is still to be carried out after its last day. 是否过了期限还未落实。',
      resolve: isOverdue,
    }),
    expectedEffect: t.exposeString('expectedEffect', {
      description: 'What should come of it; it may be empty. 预期效果,可为空。',
    }),
    state: t.expose('state', {
      type: MeasureStateEnum,
      description: 'Whether it is still to be carried out. 是否还要落实。',
    }),
    result: t.expose('result', {
      type: MeasureResultEnum,
      nullable: true,
      description: 'What it has come to; null unless it is done. 效果,未落实为空。',
    }),
    resultNote: t.exposeString('resultNote', {
      nullable: true,
      description: 'What was done and what came of it; null unless it is done. 落实情况与效果,未落实为空。',
    }),
    dropReason: t.exposeString('dropReason', {
      nullable: true,
      description: 'Why it is not carried out; null unless it was dropped. 取消的原因,未取消为空。',
    }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime', description: 'When it was recorded. 登记时间。' }),
    recorderName: t.string({
      nullable: true,
      description:
        'Who recorded it; null where that is not known, and for an enterprise. 登记人,不详时为空,不对企业显示。',
      select: { recordedBy: { select: { displayName: true } } },
      resolve: ({ recordedBy }, _, context) =>
        seesPeople(signedIn(context)) ? (recordedBy?.displayName ?? null) : null,
    }),
    climbedTo: t.expose('climbedTo', {
      type: RungRecipientEnum,
      nullable: true,
      description:
        'Whom it has reached last on the ladder, overdue as it is; null while it has climbed none of its rungs. 逾期后最近报到的人,未升级为空。',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is done or dropped; null before that. 落实或取消的时间,此前为空。',
    }),
  }),
})

builder.prismaObjectFields('Issue', (t) => ({
  measures: t.field({
    type: ['Measure'],
    ...most(mostShown),
    description:
      'The measures for the issue that you may see, the newest first, at most 50. 针对此问题的措施,新的在前,至多 50 项。',
    select: (_args, context, nestedSelection) => ({
      measures: {
        select: { measure: nestedSelection(true) },
        where: { measure: visibleMeasures(signedIn(context)) },
        orderBy: { measureId: 'desc' as const },
        take: mostShown,
      },
    }),
    resolve: ({ measures }) => measures.map(({ measure }) => measure),
  }),
}))

builder.prismaObjectField('Visit', 'measures', (t) =>
  t.relation('measures', {
    ...most(mostShown),
    description:
      'The measures that TREAT of the visit has come to and that you may see, at most 50. 走访「切」商定的措施中您可查看的,至多 50 项。',
    query: (_, context) => ({ where: visibleMeasures(signedIn(context)), orderBy: { id: 'asc' }, take: mostShown }),
  }),
)

const rows = { model: 'Measure', type: 'Measure' } as const
const measureConnection = connectionType('Measure', 'Measure', measureOrders)
const newestFirst = new Order('Measure', { id: 'uuid desc' })

builder.prismaObjectField('Enterprise', 'measures', (t) =>
  t.connection(
    {
      type: 'Measure',
      description: 'The measures at the enterprise that you may see, newest first. 对该企业的措施,新的在前。',
      resolve: ({ id }, args, context, info) => {
        const related = { column: 'enterpriseId', parent: id, visible: visibleMeasures, order: newestFirst }
        return relatedList(rows, related, args, context, info)
      },
    },
    measureConnection,
  ),
)

builder.queryField('measures', (t) =>
  t.connection(
    {
      type: 'Measure',
      description:
        'The measures of the union, or of all unions that you may read, newest first. NOT_FOUND: an id is one of another type. INVALID: an id is not valid. 工会的措施,新的在前;不指明工会时为您可查询的所有工会。NOT_FOUND:编号属于其他类型。INVALID:编号无效。',
      args: {
        ...unionsArg,
        ...measureOrders.args,
        filter: t.arg({
          type: MeasureFilterInput,
          required: false,
          description: 'Which measures the list shows; all of them if left out. 筛选条件,不填则列出全部。',
        }),
      },
      resolve: (_, args, context, info) => {
        const viewer = signedIn(context)
        const unionIds = unionsOf(viewer, args.unionId)
        const filter = args.filter as MeasureFilter | null | undefined
        const where = measureWhere(viewer, unionIds, filter)
        const others = without(filter, scatteredInMeasures)
        const among = others && measureWhere(viewer, unionIds, others)
        const offer = measureOrders.offer(viewer, { filter }, args.orderBy as OrderBy | null)
        return rootList(rows, { where, unionIds, order: newestFirst, among, offer }, args, context, info)
      },
    },
    measureConnection,
  ),
)
