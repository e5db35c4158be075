import { builder } from '#server/platform/builder.ts'
import { MeasureStateEnum } from './enums.ts'
import type { MeasureFilter } from './lists.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    MeasureFilter: MeasureFilter
  }
}

/** The input by which a list of measures is narrowed. */
export const MeasureFilterInput = builder.inputType('MeasureFilter', {
  description:
    'Which measures a list shows: those that fit every field that is filled in. 措施的筛选条件,须全部符合;不填的不限。',
  fields: (t) => ({
    enterpriseId: t.id({
      required: false,
      description: 'The global id of the enterprise at which they are taken. 企业的编号。',
    }),
    issueId: t.id({
      required: false,
      description:
        'The global id of an issue for which they are. INVALID: you may see no issues. 针对的问题的编号。INVALID:无权查看问题。',
    }),
    squadId: t.id({
      required: false,
      description: 'The global id of the squad whose measures they are. 小分队的编号。',
    }),
    agencyId: t.id({
      required: false,
      description: 'The global id of the agency that carries them out. 负责落实的部门的编号。',
    }),
    states: t.field({
      type: [MeasureStateEnum],
      required: false,
      description: 'The states of which a measure is in one. 措施的状态,符合其一即可。',
    }),
    isOverdue: t.boolean({
      required: false,
      description:
        'True: measures that are still to be carried out after their last day. False: all others. 真:过了期限还未落实;假:其余。',
    }),
    due: t.field({
      type: 'DateRange',
      required: false,
      description: 'The days on which the measures are due. 落实期限的日期范围。',
    }),
  }),
})
