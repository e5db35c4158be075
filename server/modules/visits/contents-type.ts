import type { Step } from '#codegen/prisma/enums.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn, type Viewer } from '#server/platform/context.ts'
import { registerNode } from '#server/platform/nodes.ts'
import { readsSaid, visibleContents, visibleNotes, visibleVisits } from './access.ts'
import { CheckAnswerEnum, CheckItemEnum, StepEnum } from './enums.ts'

const contents = (viewer: Viewer) => ({ AND: [visibleContents(viewer), { visit: visibleVisits(viewer) }] })
registerNode('CompletedStep', contents)
registerNode('VisitNote', (viewer) => ({ AND: [visibleNotes(viewer), { visit: visibleVisits(viewer) }] }))
registerNode('VisitCheck', contents)

/** The GraphQL type that says that nothing was raised at a step. */
export const NothingRaised = builder.objectRef<{ step: Step; spokenTo: string }>('NothingRaised').implement({
  description: 'That nothing was raised at LISTEN or ASK of a visit. 「闻」或「问」没有提出。',
  fields: (t) => ({
    step: t.expose('step', {
      type: StepEnum,
      description: 'Which of the two steps it is, LISTEN or ASK. 是「闻」还是「问」。',
    }),
    spokenTo: t.string({
      nullable: true,
      description:
        'The name or the post of whom the squad spoke to; null on a wall, and always for an enterprise. 与谁谈的;大屏不显示,不对企业显示。',
      resolve: ({ spokenTo }, _, context) => (readsSaid(signedIn(context)) ? spokenTo : null),
    }),
  }),
})

builder.prismaNode('CompletedStep', {
  id: { field: 'id', description: 'The global id of the completed step. 这一步的编号。' },
  description: 'One of the four steps that was done on a visit. 走访中已完成的一步。',
  fields: (t) => ({
    step: t.expose('step', { type: StepEnum, description: 'Which of the four steps was done. 望闻问切中的哪一步。' }),
    at: t.expose('at', { type: 'DateTime', description: 'The moment at which the step was done. 这一步的完成时间。' }),
    gist: t.string({
      description:
        'The gist of the step in one text; it may be empty, and always is for an enterprise. 这一步的要点,可为空;不对企业显示。',
      resolve: ({ gist }, _, context) => (readsSaid(signedIn(context)) ? gist : ''),
    }),
  }),
})

builder.prismaNode('VisitNote', {
  id: { field: 'id', description: 'The global id of the note. 这一条的编号。' },
  description: 'An opinion that was heard, or a difficulty that was asked about. 一条意见或困难。',
  fields: (t) => ({
    step: t.expose('step', { type: StepEnum, description: 'The step to which the note belongs. 所属的步骤。' }),
    text: t.exposeString('text', { description: 'What was said or decided, in its own words. 原话或内容。' }),
    saidBy: t.string({
      nullable: true,
      description:
        'Who said it; null where nobody is named, and always for an enterprise. 谁说的;未写明为空,不对企业显示。',
      resolve: ({ saidBy }, _, context) => (readsSaid(signedIn(context)) ? saidBy : null),
    }),
    secondSource: t.string({
      nullable: true,
      description:
        'Who else confirms it; null where nobody does, and always for an enterprise. 第二来源;没有为空,不对企业显示。',
      resolve: ({ secondSource }, _, context) => (readsSaid(signedIn(context)) ? secondSource : null),
    }),
    confirmed: t.boolean({
      description:
        'True where a second source confirms the note, false where it has a single source. 有第二来源为真,单一来源为假。',
      resolve: ({ secondSource }) => Boolean(secondSource),
    }),
  }),
})

builder.prismaNode('VisitCheck', {
  id: { field: 'id', description: 'The global id of the answer. 这一项的编号。' },
  description: 'One answer of the on-site checklist. 现场检查的一项结果。',
  fields: (t) => ({
    item: t.expose('item', {
      type: CheckItemEnum,
      description: 'Which item of the checklist was checked. 检查的项目。',
    }),
    answer: t.expose('answer', {
      type: CheckAnswerEnum,
      description: 'What was found when it was checked. 检查的结果。',
    }),
    fixBy: t.expose('fixBy', {
      type: 'Date',
      nullable: true,
      description:
        'The day by which it is to be put right; null unless the answer is FIX_BY. 整改期限,仅「限期整改」有。',
    }),
    note: t.exposeString('note', { description: 'A remark on the answer; it may be empty. 对结果的备注,可为空。' }),
    visit: t.relation('visit', { description: 'The visit on which the item was checked. 检查此项的走访。' }),
  }),
})
