import { builder } from '#server/platform/builder.ts'
import { dateOf, localDate, now } from '#server/platform/clock.ts'
import { type Context, signedIn, theUnion } from '#server/platform/context.ts'
import { rowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { readsVisitText, seesSpeakers, visibleContents, visibleVisits } from './access.ts'
import { CheckAnswerEnum, CheckItemEnum, StepEnum, VisitOutcomeEnum, VisitStateEnum } from './enums.ts'
import { listed, type VisitFilter } from './reads.ts'
import './event-fields.ts'
import './plan.ts'
import './carry-over.ts'
import './arrive.ts'
import './complete-step.ts'
import './record-checklist.ts'
import './finish.ts'
import './skip.ts'
import './void.ts'
import './record.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    VisitFilter: VisitFilter
  }
}

builder.prismaNode('CompletedStep', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'One of the four steps, done. 已完成的一步。',
  fields: (t) => ({
    step: t.expose('step', { type: StepEnum, description: 'Which step. 哪一步。' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was done. 完成时间。' }),
    gist: t.exposeString('gist', { description: 'The brief’s gist, or what the consultation came to. 要点。' }),
  }),
})

builder.prismaNode('VisitNote', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'An opinion heard, a difficulty asked, or a measure issued. 意见、困难或措施。',
  fields: (t) => ({
    step: t.expose('step', { type: StepEnum, description: 'The step it belongs to. 所属步骤。' }),
    text: t.exposeString('text', { description: 'In their own words. 原话。' }),
    saidBy: t.string({
      nullable: true,
      description: 'Who said it; not for the enterprise. 谁说的,不对企业显示。',
      resolve: ({ saidBy }, _, context) => (seesSpeakers(signedIn(context)) ? saidBy : null),
    }),
    secondSource: t.string({
      nullable: true,
      description: 'Who else confirms it; not for the enterprise. 第二来源,不对企业显示。',
      resolve: ({ secondSource }, _, context) => (seesSpeakers(signedIn(context)) ? secondSource : null),
    }),
    confirmed: t.boolean({
      description: 'A second source confirms it; else it is single-source. 是否有第二来源。',
      resolve: ({ secondSource }) => Boolean(secondSource),
    }),
    responsible: t.exposeString('responsible', { nullable: true, description: 'Who carries it out. 责任人。' }),
    dueOn: t.expose('dueOn', { type: 'Date', nullable: true, description: 'Until when. 期限。' }),
  }),
})

builder.prismaNode('VisitCheck', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'One line of the on-site checklist. 现场检查一项。',
  fields: (t) => ({
    item: t.expose('item', { type: CheckItemEnum, description: 'What was checked. 检查项目。' }),
    answer: t.expose('answer', { type: CheckAnswerEnum, description: 'The answer. 结果。' }),
    fixBy: t.expose('fixBy', { type: 'Date', nullable: true, description: 'To be mended by. 整改期限。' }),
    note: t.exposeString('note', { description: 'A remark. 备注。' }),
  }),
})

const text = (value: string | null, context: Context) => (readsVisitText(signedIn(context)) ? value : null)

builder.prismaNode('Visit', {
  id: { field: 'id', description: 'Global id. 编号。' },
  description: 'One squad at one enterprise. A wall reads no free text of it. 走访:一支小分队到一家企业。',
  fields: (t) => ({
    squad: t.relation('squad', { description: 'The squad. 小分队。' }),
    enterprise: t.relation('enterprise', { description: 'The enterprise. 企业。' }),
    plannedOn: t.expose('plannedOn', { type: 'Date', description: 'The day of the stop. 计划日期。' }),
    stop: t.exposeInt('stop', { description: 'Its place in the day’s order; 0 for a paper visit. 当天第几站。' }),
    state: t.expose('state', { type: VisitStateEnum, description: 'Where it stands. 状态。' }),
    steps: t.expose('steps', {
      type: [StepEnum],
      description: 'Steps done, those of the visit it continues included. 已完成的步骤。',
    }),
    arrivedAt: t.expose('arrivedAt', { type: 'DateTime', nullable: true, description: 'At the door. 到达时间。' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true, description: 'Ended. 结束时间。' }),
    outcome: t.expose('outcome', { type: VisitOutcomeEnum, nullable: true, description: 'Ended with. 结果。' }),
    counts: t.exposeBoolean('counts', {
      description: 'The enterprise counts against the target by this visit. 是否计入百家。',
    }),
    skipReason: t.string({
      nullable: true,
      description: 'Why it was skipped. 跳过原因。',
      resolve: ({ skipReason }, _, context) => text(skipReason, context),
    }),
    voidReason: t.string({
      nullable: true,
      description: 'Why it was voided. 作废原因。',
      resolve: ({ voidReason }, _, context) => text(voidReason, context),
    }),
    followUp: t.string({
      nullable: true,
      description: 'What is still to be done. 后续跟进。',
      resolve: ({ followUp }, _, context) => text(followUp, context),
    }),
    followUpOn: t.expose('followUpOn', { type: 'Date', nullable: true, description: 'When. 跟进日期。' }),
    continues: t.relation('continues', {
      nullable: true,
      description: 'The visit whose steps it takes up. 接续的走访。',
      query: (_, context) => ({ where: visibleVisits(signedIn(context)) }),
    }),
    completedSteps: t.relation('completedSteps', {
      description: 'The steps done on this visit. 本次完成的步骤。',
      query: (_, context) => ({ where: visibleContents(signedIn(context)), orderBy: { step: 'asc' } }),
    }),
    notes: t.relation('notes', {
      description: 'What was heard, asked and issued. 意见、困难与措施。',
      query: (_, context) => ({
        where: visibleContents(signedIn(context)),
        orderBy: [{ step: 'asc' }, { position: 'asc' }],
      }),
    }),
    checks: t.relation('checks', {
      description: 'The on-site checklist. 现场检查。',
      query: (_, context) => ({ where: visibleContents(signedIn(context)), orderBy: { item: 'asc' } }),
    }),
  }),
})

const VisitFilterInput = builder.inputType('VisitFilter', {
  description: 'Narrows a list of visits; what is left out does not narrow. 走访筛选。',
  fields: (t) => ({
    squadId: t.id({ required: false, description: 'Of one squad. 小分队。' }),
    enterpriseId: t.id({ required: false, description: 'At one enterprise. 企业。' }),
    on: t.field({ type: 'Date', required: false, description: 'Planned on that day. 计划日期。' }),
    states: t.field({ type: [VisitStateEnum], required: false, description: 'In one of these states. 状态。' }),
    outcome: t.field({ type: VisitOutcomeEnum, required: false, description: 'Ended with. 结果。' }),
    counts: t.boolean({ required: false, description: 'Counting against the target, or not. 是否计入。' }),
    listed: t.boolean({ required: false, description: 'At one of the hundred, or not. 是否百家之内的企业。' }),
    before: t.field({ type: 'Date', required: false, description: 'Planned before that day. 早于该日。' }),
    finishedOn: t.field({
      type: 'Date',
      required: false,
      description: 'Ended on that day, whenever planned. 结束日期。',
    }),
  }),
})

function asked({ unionId, filter }: { unionId?: string | null; filter?: VisitFilter | null }, context: Context) {
  const viewer = signedIn(context)
  return listed(viewer, { unionId: theUnion(viewer, unionId), filter })
}

builder.queryFields((t) => ({
  visit: t.prismaField({
    type: 'Visit',
    nullable: true,
    description: 'One visit, or null where there is none to see. 一次走访。',
    args: { id: t.arg.id({ description: 'Its global id. 编号。' }) },
    resolve: (query, _, { id }, context) =>
      db.visit.findFirst({
        ...query,
        where: { AND: [{ id: rowId('Visit', id, 'id') }, visibleVisits(signedIn(context))] },
      }),
  }),
  visits: t.prismaConnection({
    type: 'Visit',
    cursor: 'id',
    description: 'Visits, by day (newest first) and stop. 走访列表。',
    args: {
      unionId: t.arg.id({ required: false, description: 'The union; may be left out where you have one. 工会。' }),
      filter: t.arg({ type: VisitFilterInput, required: false, description: 'Narrows the list. 筛选。' }),
    },
    totalCount: (_, args, context) => db.visit.count({ where: asked(args, context) }),
    resolve: (query, _, args, context) =>
      db.visit.findMany({
        ...query,
        where: asked(args, context),
        orderBy: [{ plannedOn: 'desc' }, { squadId: 'asc' }, { stop: 'asc' }, { id: 'asc' }],
      }),
  }),
}))

builder.prismaObjectField('Squad', 'visits', (t) =>
  t.relation('visits', {
    description: 'Its stops of one day, in order; struck-out ones are left out. 某日的站点,按顺序。',
    args: { on: t.arg({ type: 'Date', required: false, description: 'The day; today if left out. 日期,默认今天。' }) },
    query: ({ on }, context) => ({
      where: {
        AND: [
          visibleVisits(signedIn(context)),
          { plannedOn: dateOf(String(on ?? localDate(now()))), state: { not: 'VOIDED' } },
        ],
      },
      orderBy: [{ stop: 'asc' }, { id: 'asc' }],
    }),
  }),
)

builder.prismaObjectField('Enterprise', 'visits', (t) =>
  t.relatedConnection('visits', {
    cursor: 'id',
    description: 'Visits paid to it, newest first. 走访记录。',
    query: (_, context) => ({
      where: visibleVisits(signedIn(context)),
      orderBy: [{ plannedOn: 'desc' }, { id: 'desc' }],
    }),
  }),
)

builder.prismaObjectField('Issue', 'visit', (t) =>
  t.relation('visit', {
    nullable: true,
    description: 'The visit that brought it to light; who sees the issue need not see it. 来自哪次走访。',
    query: (_, context) => ({ where: visibleVisits(signedIn(context)) }),
  }),
)
