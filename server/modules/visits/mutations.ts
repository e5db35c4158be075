import type { Receipt } from '#server/log/write.ts'
import { builder } from '#server/platform/builder.ts'
import { payload } from '#server/platform/change.ts'
import { type Context, signedIn } from '#server/platform/context.ts'
import { optionalRowId, rowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { visibleVisits } from './access.ts'
import { recordVisit, voidVisit } from './desk-rules.ts'
import {
  ArriveVisitInput,
  CarryOverVisitsInput,
  CompleteStepInput,
  FinishVisitInput,
  PlanVisitInput,
  RecordChecklistInput,
  RecordVisitInput,
  SkipVisitInput,
  VoidVisitInput,
} from './inputs.ts'
import { carryOverVisits, planVisit } from './plan-rules.ts'
import { arriveVisit, finishVisit, skipVisit } from './rules.ts'
import { completeStep, recordChecklist } from './step-rules.ts'

const visitPayload = (name: string) =>
  payload(name, (t) => ({
    visit: t.prismaField({
      type: 'Visit',
      description: 'The visit as it stands now. 走访现状。',
      resolve: (query, receipt: Receipt, _args: object, context: Context) =>
        db.visit.findFirstOrThrow({
          ...query,
          where: { AND: [{ id: receipt.subjectId! }, visibleVisits(signedIn(context))] },
        }),
    }),
  }))

const at = <I extends { visitId: string | number }>(input: I) => ({
  ...input,
  visitId: rowId('Visit', String(input.visitId), 'visitId'),
})

const door = <I extends { squadId: string | number; enterpriseId: string | number }>(input: I) => ({
  ...input,
  squadId: rowId('Squad', String(input.squadId), 'squadId'),
  enterpriseId: rowId('Enterprise', String(input.enterpriseId), 'enterpriseId'),
})

builder.mutationFields((t) => ({
  planVisit: t.field({
    type: visitPayload('PlanVisit'),
    description: 'Puts an enterprise on a squad’s list for a day. 排走访。',
    args: { input: t.arg({ type: PlanVisitInput, description: 'The stop. 站点。' }) },
    resolve: (_, { input }, context) =>
      planVisit(signedIn(context), {
        ...door(input),
        continuesId: optionalRowId('Visit', input.continuesId, 'continuesId'),
      }),
  }),
  arriveVisit: t.field({
    type: visitPayload('ArriveVisit'),
    description: 'The squad stands at the door; it is at one door at a time. 到达企业。',
    args: { input: t.arg({ type: ArriveVisitInput, description: 'The visit. 走访。' }) },
    resolve: (_, { input }, context) => arriveVisit(signedIn(context), at(input)),
  }),
  completeStep: t.field({
    type: visitPayload('CompleteStep'),
    description: 'One of the four steps is done; no TREAT without something heard or asked. 完成望闻问切中的一步。',
    args: { input: t.arg({ type: CompleteStepInput, description: 'The step. 步骤。' }) },
    resolve: (_, { input }, context) => completeStep(signedIn(context), at(input)),
  }),
  recordChecklist: t.field({
    type: visitPayload('RecordChecklist'),
    description: 'Answers of the on-site checklist; a later answer replaces an earlier. 记录现场检查。',
    args: { input: t.arg({ type: RecordChecklistInput, description: 'The answers. 检查结果。' }) },
    resolve: (_, { input }, context) => recordChecklist(signedIn(context), at(input)),
  }),
  finishVisit: t.field({
    type: visitPayload('FinishVisit'),
    description: 'The visit ends; the first DONE one counts against the hundred. 结束走访。',
    args: { input: t.arg({ type: FinishVisitInput, description: 'The end. 结果。' }) },
    resolve: (_, { input }, context) => finishVisit(signedIn(context), at(input)),
  }),
  skipVisit: t.field({
    type: visitPayload('SkipVisit'),
    description: 'A planned stop is left out, for a reason. 跳过一站。',
    args: { input: t.arg({ type: SkipVisitInput, description: 'The stop. 站点。' }) },
    resolve: (_, { input }, context) => skipVisit(signedIn(context), at(input)),
  }),
  voidVisit: t.field({
    type: visitPayload('VoidVisit'),
    description: 'A wrong visit is struck out and the figures go down again. 作废走访,数字随之减少。',
    args: { input: t.arg({ type: VoidVisitInput, description: 'The visit. 走访。' }) },
    resolve: (_, { input }, context) => voidVisit(signedIn(context), at(input)),
  }),
  recordVisit: t.field({
    type: visitPayload('RecordVisit'),
    description: 'A paper visit, entered late with its own times. 补录纸面走访。',
    args: { input: t.arg({ type: RecordVisitInput, description: 'The visit. 走访。' }) },
    resolve: (_, { input }, context) =>
      recordVisit(signedIn(context), {
        ...door(input),
        visitId: optionalRowId('Visit', input.visitId, 'visitId'),
      }),
  }),
  carryOverVisits: t.field({
    type: payload('CarryOverVisits', (p) => ({
      squad: p.prismaField({
        type: 'Squad',
        description: 'The squad. 小分队。',
        resolve: (query, receipt: Receipt) =>
          db.squad.findUniqueOrThrow({ ...query, where: { id: receipt.subjectId! } }),
      }),
    })),
    description: 'Unfinished stops of one day go to another day’s list, in their order. 未完成站点顺延。',
    args: { input: t.arg({ type: CarryOverVisitsInput, description: 'From where to where. 顺延。' }) },
    resolve: (_, { input }, context) =>
      carryOverVisits(signedIn(context), { ...input, squadId: rowId('Squad', String(input.squadId), 'squadId') }),
  }),
}))
