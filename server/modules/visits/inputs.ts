import { z } from 'zod'
import { builder } from '#server/platform/builder.ts'
import { changeFields } from '#server/platform/change.ts'
import { CheckAnswerEnum, CheckItemEnum, StepEnum, VisitOutcomeEnum } from './enums.ts'

const line = z.string().trim().min(1).max(200)
const text = z.string().trim().min(1).max(2000)

const visitId = 'The visit. 走访编号。'

const NoteInput = builder.inputType('VisitNoteInput', {
  description: 'An opinion heard, a difficulty asked, or a measure issued. 意见、困难或措施。',
  fields: (t) => ({
    text: t.string({ validate: text, description: 'In their own words, 1–2,000 characters. 内容。' }),
    saidBy: t.string({ required: false, validate: line, description: 'Who said it; LISTEN needs it. 谁说的。' }),
    secondSource: t.string({
      required: false,
      validate: line,
      description: 'Who else confirms it; left out means single-source. 第二来源。',
    }),
    responsible: t.string({ required: false, validate: line, description: 'Who does it; TREAT needs it. 责任人。' }),
    dueOn: t.field({ type: 'Date', required: false, description: 'Until when; TREAT needs it. 期限。' }),
  }),
})

const CheckInput = builder.inputType('VisitCheckInput', {
  description: 'One answer on the checklist. 现场检查一项。',
  fields: (t) => ({
    item: t.field({ type: CheckItemEnum, description: 'What was checked. 检查项目。' }),
    answer: t.field({ type: CheckAnswerEnum, description: 'The answer. 结果。' }),
    fixBy: t.field({ type: 'Date', required: false, description: 'Needed for FIX_BY. 整改期限。' }),
    note: t.string({ required: false, validate: z.string().max(500), description: 'A remark. 备注。' }),
  }),
})

export const PlanVisitInput = builder.inputType('PlanVisitInput', {
  description: 'A stop to be made. 排一站走访。',
  fields: (t) => ({
    ...changeFields(t),
    squadId: t.id({ description: 'The squad. 小分队。' }),
    enterpriseId: t.id({ description: 'The enterprise. 企业。' }),
    plannedOn: t.field({ type: 'Date', description: 'Today or within sixty days. 计划日期。' }),
    stop: t.int({
      required: false,
      validate: z.int().min(1).max(200),
      description: 'Its place; last if left out. 第几站。',
    }),
    continuesId: t.id({ required: false, description: 'The visit whose steps it takes up. 接续的走访。' }),
  }),
})

export const ArriveVisitInput = builder.inputType('ArriveVisitInput', {
  description: 'The squad stands at the door. 到达。',
  fields: (t) => ({ ...changeFields(t), visitId: t.id({ description: visitId }) }),
})

export const CompleteStepInput = builder.inputType('CompleteStepInput', {
  description: 'One of the four steps is done. 完成一步。',
  fields: (t) => ({
    ...changeFields(t),
    visitId: t.id({ description: visitId }),
    step: t.field({ type: StepEnum, description: 'Which step. 哪一步。' }),
    gist: t.string({ required: false, validate: z.string().max(2000), description: 'The gist. 要点。' }),
    notes: t.field({
      type: [NoteInput],
      required: false,
      description: 'What it holds. 内容。',
      validate: z.array(z.any()).max(50),
    }),
  }),
})

export const RecordChecklistInput = builder.inputType('RecordChecklistInput', {
  description: 'Answers of the on-site checklist. 现场检查。',
  fields: (t) => ({
    ...changeFields(t),
    visitId: t.id({ description: visitId }),
    checks: t.field({
      type: [CheckInput],
      description: 'The answers. 各项结果。',
      validate: z.array(z.any()).min(1).max(20),
    }),
  }),
})

export const FinishVisitInput = builder.inputType('FinishVisitInput', {
  description: 'The visit ends. 结束走访。',
  fields: (t) => ({
    ...changeFields(t),
    visitId: t.id({ description: visitId }),
    outcome: t.field({ type: VisitOutcomeEnum, description: 'What it ended with. 结果。' }),
    followUp: t.string({
      required: false,
      validate: z.string().max(2000),
      description: 'Still to be done. 后续跟进。',
    }),
    followUpOn: t.field({ type: 'Date', required: false, description: 'When. 跟进日期。' }),
  }),
})

export const SkipVisitInput = builder.inputType('SkipVisitInput', {
  description: 'A planned stop is left out. 跳过一站。',
  fields: (t) => ({
    ...changeFields(t),
    visitId: t.id({ description: visitId }),
    reason: t.string({ validate: line, description: 'Why. 原因。' }),
  }),
})

export const VoidVisitInput = builder.inputType('VoidVisitInput', {
  description: 'A wrong visit is struck out. 作废一次走访。',
  fields: (t) => ({
    ...changeFields(t),
    visitId: t.id({ description: visitId }),
    reason: t.string({ validate: line, description: 'Why. 原因。' }),
  }),
})

const RecordedStepInput = builder.inputType('RecordedStepInput', {
  description: 'A step as it stands on paper. 纸面记录的一步。',
  fields: (t) => ({
    step: t.field({ type: StepEnum, description: 'Which step. 哪一步。' }),
    gist: t.string({ required: false, validate: z.string().max(2000), description: 'The gist. 要点。' }),
    notes: t.field({
      type: [NoteInput],
      required: false,
      description: 'What it holds. 内容。',
      validate: z.array(z.any()).max(50),
    }),
  }),
})

export const RecordVisitInput = builder.inputType('RecordVisitInput', {
  description: 'A paper visit, entered whole with its own times. 补录一次走访。',
  fields: (t) => ({
    clientId: changeFields(t).clientId,
    squadId: t.id({ description: 'The squad. 小分队。' }),
    enterpriseId: t.id({ description: 'The enterprise. 企业。' }),
    visitId: t.id({
      required: false,
      description: 'The planned stop that it was; left out where none was planned. 对应的计划站点,未排过则不填。',
    }),
    arrivedAt: t.field({ type: 'DateTime', description: 'At the door. 到达时间。' }),
    finishedAt: t.field({ type: 'DateTime', description: 'Ended; not in the future. 结束时间。' }),
    outcome: t.field({ type: VisitOutcomeEnum, description: 'What it ended with. 结果。' }),
    steps: t.field({
      type: [RecordedStepInput],
      description: 'The steps done. 完成的步骤。',
      validate: z.array(z.any()).max(4),
    }),
    checks: t.field({
      type: [CheckInput],
      required: false,
      description: 'The checklist. 现场检查。',
      validate: z.array(z.any()).max(20),
    }),
    followUp: t.string({
      required: false,
      validate: z.string().max(2000),
      description: 'Still to be done. 后续跟进。',
    }),
  }),
})

export const CarryOverVisitsInput = builder.inputType('CarryOverVisitsInput', {
  description: 'Unfinished stops of one day go to another. 未完成的站点顺延。',
  fields: (t) => ({
    ...changeFields(t),
    squadId: t.id({ description: 'The squad. 小分队。' }),
    from: t.field({ type: 'Date', description: 'The day they stand on. 原计划日期。' }),
    to: t.field({ type: 'Date', description: 'The day they go to. 顺延到。' }),
  }),
})
