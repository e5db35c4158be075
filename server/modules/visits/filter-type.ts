import { builder } from '#server/platform/builder.ts'
import { VisitOutcomeEnum, VisitStateEnum } from './enums.ts'
import type { VisitFilter } from './lists.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    VisitFilter: VisitFilter
  }
}

/** The input by which a list of visits is narrowed. */
export const VisitFilterInput = builder.inputType('VisitFilter', {
  description:
    'Which visits a list shows: those that fit every field that is filled in. 走访的筛选条件,须全部符合;不填的不限。',
  fields: (t) => ({
    squadId: t.id({ required: false, description: 'The global id of the squad that makes the visits. 小分队的编号。' }),
    enterpriseId: t.id({
      required: false,
      description: 'The global id of the enterprise that is visited. 企业的编号。',
    }),
    on: t.field({
      type: 'Date',
      required: false,
      description: 'The day for which the visits are planned. 计划走访的日期。',
    }),
    states: t.field({
      type: [VisitStateEnum],
      required: false,
      description: 'The states of which a visit has one. 走访的状态,符合其一即可。',
    }),
    outcome: t.field({
      type: VisitOutcomeEnum,
      required: false,
      description: 'What the visits ended with. 走访的结果。',
    }),
    counts: t.boolean({
      required: false,
      description: 'True: the enterprise counts as visited by the visit. False: it does not. 真:计为已走访;假:不计。',
    }),
    listed: t.boolean({
      required: false,
      description:
        'True: the enterprise is on the campaign’s list. False: it is not. 真:企业在行动名单内;假:不在名单内。',
    }),
    before: t.field({
      type: 'Date',
      required: false,
      description:
        'The day before which the visits are planned; `on` takes its place where both are given. 计划日期早于该日;同时填写 on 时以 on 为准。',
    }),
    finishedOn: t.field({
      type: 'Date',
      required: false,
      description:
        'The day on which the visits ended, for whichever day they were planned. 走访结束的日期,不论计划在哪天。',
    }),
    plannedOn: t.field({
      type: 'DateRange',
      required: false,
      description: 'The days for which the visits are planned. 计划走访的日期范围。',
    }),
    finished: t.field({
      type: 'DateRange',
      required: false,
      description:
        'The days on which the visits ended, for whichever days they were planned. 走访结束的日期范围,不论计划在哪天。',
    }),
    followUp: t.field({
      type: 'DateRange',
      required: false,
      description:
        'The days on which the follow-ups of the visits are due. Only what is still due: a visit that is voided, that another continues (be it planned only), or after which a squad has come to the enterprise, is left out. 跟进日期的范围。只列仍待跟进的:已作废、已排或已做接续走访、之后又有小分队到访的,不列。',
    }),
    hasFollowUp: t.boolean({
      required: false,
      description:
        'True: something is still to be done after the visit, or a day for it is named. False: neither. INVALID on a wall. 真:写有后续要做的事或跟进日期;假:都没有。大屏使用为 INVALID。',
    }),
    lacking: t.boolean({
      required: false,
      description:
        'True: the visit ended as DONE and lacks something to count. False: it lacks nothing, or has not ended as DONE. 真:以「已走访」结束而还缺内容;假:不缺,或未以「已走访」结束。',
    }),
    doubtful: t.boolean({
      required: false,
      description:
        'True: the visit looks empty or doubled, and is still to be confirmed or voided. False: it is not. INVALID for all but the command centre and the district. 真:看似空白或重复,待确认或作废;假:不是。仅指挥中心与区总工会可用,其他为 INVALID。',
    }),
    fixBy: t.field({
      type: 'DateRange',
      required: false,
      description:
        'The days until one of which something on the checklist is to be put right. Only what still is: voided visits, and answers after which a later visit has answered the same item, are left out. INVALID on a wall. 检查项限期整改的日期范围。只列仍待整改的:已作废的走访、之后的走访对同一项另有结果的,不列。大屏使用为 INVALID。',
    }),
  }),
})
