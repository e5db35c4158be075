import { Prisma } from '#codegen/prisma/client.ts'
import { CheckItem, Step } from '#codegen/prisma/enums.ts'
import { builder, unionsArg } from '#server/platform/builder.ts'
import { localDate, now } from '#server/platform/clock.ts'
import { connectionType } from '#server/platform/connection-type.ts'
import { type Context, signedIn, unionsOf } from '#server/platform/context.ts'
import { rowId } from '#server/platform/ids.ts'
import { rootList } from '#server/platform/lists.ts'
import { most } from '#server/platform/most.ts'
import { without } from '#server/platform/narrowing.ts'
import { registerNode } from '#server/platform/nodes.ts'
import type { OrderBy } from '#server/platform/orders.ts'
import { relatedList } from '#server/platform/related-lists.ts'
import { searchArg } from '#server/platform/search.ts'
import { db } from '#server/postgres/db.ts'
import { readsSaid, visibleContents, visibleNotes, visibleVisits } from './access.ts'
import './contents-type.ts'
import './proof-type.ts'
import { StepEnum, VisitOutcomeEnum, VisitStateEnum } from './enums.ts'
import { VisitFilterInput } from './filter-type.ts'
import { scatteredInVisits, type VisitFilter, visitWhere } from './lists.ts'
import { mostOfVisit } from './notes.ts'
import { byDay, byStop, newestFirst, visitOrders } from './orders.ts'
import './members.ts'
import './period.ts'
import './event-fields.ts'
import './rectifications.ts'
import './plan.ts'
import './plan-day.ts'
import './proposal-type.ts'
import './carry-over.ts'
import './move.ts'
import './arrive.ts'
import './complete-step.ts'
import './record-checklist.ts'
import './finish.ts'
import './skip.ts'
import './void.ts'
import './undo-arrival.ts'
import './undo-finish.ts'
import './record.ts'
import './confirm.ts'
import './supplement.ts'
import './set-members.ts'

const stepCount = Object.keys(Step).length

const said = (value: string | null, context: Context) => (readsSaid(signedIn(context)) ? value : null)

registerNode('Visit', visibleVisits)

builder.prismaNode('Visit', {
  id: { field: 'id', description: 'The global id of the visit. 走访的编号。' },
  description:
    'A visit of one squad to one enterprise, from the planned stop to the outcome. A wall reads no free text of it. 一支小分队对一家企业的走访,从计划到结果。大屏不显示其中的文字。',
  fields: (t) => ({
    union: t.relation('union', { description: 'The union to which the visit belongs. 走访所属的工会。' }),
    squad: t.relation('squad', { description: 'The squad that makes the visit. 走访的小分队。' }),
    enterprise: t.relation('enterprise', { description: 'The enterprise that is visited. 被走访的企业。' }),
    plannedOn: t.expose('plannedOn', {
      type: 'Date',
      description: 'The day for which the stop is planned. 计划走访的日期。',
    }),
    stop: t.exposeInt('stop', {
      description:
        'The place of the stop in the squad’s day, from 1; 0 for a visit that was recorded from paper without a planned stop. 当天第几站,从 1 起;未排过而事后补录的为 0。',
    }),
    agreedTime: t.expose('agreedTime', {
      type: 'TimeOfDay',
      nullable: true,
      description:
        'The local time of day that was agreed with the enterprise; null where none was agreed. 与企业约定的时间(北京时间),未约定为空。',
    }),
    state: t.expose('state', { type: VisitStateEnum, description: 'The state in which the visit is. 走访的状态。' }),
    steps: t.expose('steps', {
      type: [StepEnum],
      description:
        'The steps that are done, with those of the visit that this one continues. 已完成的步骤,含所接续走访的步骤。',
    }),
    arrivedAt: t.expose('arrivedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The moment at which the squad arrived; null before that. 小分队的到达时间,未到达为空。',
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The moment at which the visit ended; null before that. 走访的结束时间,未结束为空。',
    }),
    outcome: t.expose('outcome', {
      type: VisitOutcomeEnum,
      nullable: true,
      description: 'What the visit ended with; null until it has ended. 走访的结果,未结束为空。',
    }),
    counts: t.exposeBoolean('counts', {
      description:
        'True for the one visit by which its enterprise counts as visited in the present campaign. 该企业在本次行动中因这次走访计为已走访时为真,每家企业只有一次。',
    }),
    skipReason: t.string({
      nullable: true,
      description: 'Why the stop was left out; null on a wall and for an enterprise. 跳过的原因;大屏与企业不显示。',
      resolve: ({ skipReason }, _, context) => said(skipReason, context),
    }),
    voidReason: t.string({
      nullable: true,
      description: 'Why the visit was voided; null on a wall and for an enterprise. 作废的原因;大屏与企业不显示。',
      resolve: ({ voidReason }, _, context) => said(voidReason, context),
    }),
    followUp: t.string({
      nullable: true,
      description:
        'What is still to be done at the enterprise; null where nothing is named, on a wall and for an enterprise. 后续要做的事;未写明为空,大屏与企业不显示。',
      resolve: ({ followUp }, _, context) => said(followUp, context),
    }),
    followUpOn: t.expose('followUpOn', {
      type: 'Date',
      nullable: true,
      description: 'The day of the follow-up; null where none is named. 跟进的日期,未写明为空。',
    }),
    continues: t.relation('continues', {
      nullable: true,
      description:
        'The earlier visit whose steps this one takes up; null where there is none or you may not see it. 所接续的走访;没有或无权查看时为空。',
      query: (_, context) => ({ where: visibleVisits(signedIn(context)) }),
    }),
    completedSteps: t.relation('completedSteps', {
      ...most(stepCount),
      description:
        'The steps that were done on this visit, in their order; empty on a wall. 本次走访完成的步骤,按顺序;大屏为空。',
      query: (_, context) => ({ where: visibleContents(signedIn(context)), orderBy: { step: 'asc' } }),
    }),
    notes: t.relation('notes', {
      ...most(mostOfVisit),
      description:
        'The opinions and difficulties of the visit, by step; empty on a wall and for an enterprise. What TREAT has come to are its measures. 走访中的意见与困难,按步骤排列;大屏与企业为空。「切」的内容见措施。',
      query: (_, context) => ({
        where: visibleNotes(signedIn(context)),
        orderBy: [{ step: 'asc' }, { position: 'asc' }],
      }),
    }),
    checks: t.relation('checks', {
      ...most(Object.keys(CheckItem).length),
      description: 'The answers of the on-site checklist; empty on a wall. 现场检查的各项结果;大屏为空。',
      query: (_, context) => ({ where: visibleContents(signedIn(context)), orderBy: { item: 'asc' } }),
    }),
  }),
})

const rows = { model: 'Visit', type: 'Visit' } as const
const visitConnection = connectionType('Visit', 'Visit', visitOrders)

builder.queryFields((t) => ({
  visit: t.prismaField({
    type: 'Visit',
    nullable: true,
    description:
      'One visit; null where you may see none with this id. INVALID: the id is not valid. NOT_FOUND: it is an id of another type. 一次走访,无权查看或不存在时为空。INVALID:编号无效。NOT_FOUND:编号属于其他类型。',
    args: { id: t.arg.id({ description: 'The global id of the visit. 走访的编号。' }) },
    resolve: (query, _, { id }, context) =>
      db.visit.findFirst({
        ...query,
        where: { AND: [{ id: rowId('Visit', id, 'id') }, visibleVisits(signedIn(context))] },
      }),
  }),
  visits: t.connection(
    {
      type: 'Visit',
      description:
        'The visits of the union, or of all unions that you may read: the newest day first, and within a day by squad and stop. NOT_FOUND: an id is one of another type. INVALID: an id is not valid. 工会的走访,新的日期在前,同一天按小分队与站次排列;不指明工会时为您可查询的所有工会。NOT_FOUND:编号属于其他类型。INVALID:编号无效。',
      args: {
        ...unionsArg,
        ...searchArg(
          'Part of the enterprise’s name or, where you may read it, of its credit code, up to 100 characters; of several words all must be found. 企业名称的一部分,可见信用代码的也可搜代码,至多 100 字;多个词须全部包含。',
        ),
        ...visitOrders.args,
        filter: t.arg({
          type: VisitFilterInput,
          required: false,
          description: 'Which visits the list shows; all of them if left out. 筛选条件,不填则列出全部。',
        }),
      },
      resolve: (_, args, context, info) => {
        const viewer = signedIn(context)
        const unionIds = unionsOf(viewer, args.unionId)
        const filter = args.filter as VisitFilter | null | undefined
        // so many visits end in one day as squads can make
        const isShort = !!filter?.finishedOn
        const { search } = args
        const where = visitWhere(viewer, { unionIds, search, filter })
        const others = without(filter, scatteredInVisits, search)
        const among = others && visitWhere(viewer, { unionIds, filter: others })
        const offer = visitOrders.offer(viewer, { filter, search }, args.orderBy as OrderBy | null)
        return rootList(rows, { where, unionIds, order: byDay, among, isShort, search, offer }, args, context, info)
      },
    },
    visitConnection,
  ),
}))

builder.prismaObjectField('Squad', 'visits', (t) =>
  t.connection(
    {
      type: 'Visit',
      description:
        'The squad’s visits of one day that you may see, in their order; voided ones are left out. 小分队某天的走访,按站次排列,不含已作废的。',
      args: {
        on: t.arg({
          type: 'Date',
          required: false,
          description: 'The day for which the visits are planned; today if left out. 计划日期,不填为今天。',
        }),
      },
      resolve: ({ id }, args, context, info) => {
        const where = Prisma.sql`c."plannedOn" = ${args.on ?? localDate(now())}::date AND c.state <> 'VOIDED'`
        const related = { column: 'squadId', parent: id, visible: visibleVisits, order: byStop, where }
        return relatedList(rows, related, args, context, info)
      },
    },
    visitConnection,
  ),
)

builder.prismaObjectField('Enterprise', 'visits', (t) =>
  t.connection(
    {
      type: 'Visit',
      description: 'The visits to the enterprise that you may see, newest first. 对该企业的走访,新的在前。',
      resolve: ({ id }, args, context, info) => {
        const related = { column: 'enterpriseId', parent: id, visible: visibleVisits, order: newestFirst }
        return relatedList(rows, related, args, context, info)
      },
    },
    visitConnection,
  ),
)

builder.prismaObjectField('Issue', 'visit', (t) =>
  t.relation('visit', {
    nullable: true,
    description:
      'The visit that brought the issue to light; null where none did or you may not see it. 发现问题的走访;没有或无权查看时为空。',
    query: (_, context) => ({ where: visibleVisits(signedIn(context)) }),
  }),
)
