import { builder } from '#server/platform/builder.ts'
import { IssueCategoryEnum, IssueKindEnum, IssueStatusEnum, SeverityEnum } from './enums.ts'
import { IssueStateEnum } from './life-enums.ts'
import type { IssueFilter } from './lists.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    IssueFilter: IssueFilter
  }
}

/** The input by which a list of issues is narrowed. */
export const IssueFilterInput = builder.inputType('IssueFilter', {
  description:
    'Which issues a list shows: those that fit every field that is filled in. 问题的筛选条件,须全部符合;不填的不限。',
  fields: (t) => ({
    enterpriseId: t.id({
      required: false,
      description: 'The global id of the enterprise that has the issues. 企业的编号。',
    }),
    squadId: t.id({
      required: false,
      description: 'The global id of the squad that met the issues. 发现问题的小分队的编号。',
    }),
    agencyId: t.id({
      required: false,
      description: 'The global id of the agency that should solve the issues. 承办部门的编号。',
    }),
    visitId: t.id({
      required: false,
      description: 'The global id of the visit that brought the issues to light. 发现问题的走访的编号。',
    }),
    status: t.field({
      type: IssueStatusEnum,
      required: false,
      description: 'Whether the issues are open or closed. 问题的状态。',
    }),
    states: t.field({
      type: [IssueStateEnum],
      required: false,
      description: 'The states of which an issue is in one. 问题办到哪一步,符合其一即可。',
    }),
    isRed: t.boolean({
      required: false,
      description:
        'True: emergencies, blockages and severe issues. False: all others. 真:特急、堵点与严重问题;假:其余。',
    }),
    needsConsultation: t.boolean({
      required: false,
      description:
        'True: issues that were returned three times or more. False: all others. 真:已退单三次及以上;假:其余。',
    }),
    isOverdue: t.boolean({
      required: false,
      description: 'True: issues whose time has run out. False: all others. 真:已超时;假:其余。',
    }),
    review: t.field({
      type: 'DateRange',
      required: false,
      description: 'The days on which parked issues are looked at again. 挂账复核日的范围。',
    }),
    kinds: t.field({
      type: [IssueKindEnum],
      required: false,
      description: 'The kinds of which an issue is one. 问题的类型,符合其一即可。',
    }),
    category: t.field({
      type: IssueCategoryEnum,
      required: false,
      description: 'What the issues are about. 问题的类别。',
    }),
    severity: t.field({
      type: SeverityEnum,
      required: false,
      description: 'How much depends on each of the issues. 问题的严重程度。',
    }),
    opened: t.field({
      type: 'DateRange',
      required: false,
      description: 'The days on which the issues came up. 问题提出的日期范围。',
    }),
    closed: t.field({
      type: 'DateRange',
      required: false,
      description: 'The days on which the issues were closed. 问题办结的日期范围。',
    }),
    hasAgency: t.boolean({
      required: false,
      description: 'True: an agency is named for the issue. False: none is. 真:已指定承办部门;假:未指定。',
    }),
    hasSquad: t.boolean({
      required: false,
      description: 'True: a squad met the issue. False: no squad did. 真:由小分队发现;假:不是小分队发现。',
    }),
    hasVisit: t.boolean({
      required: false,
      description:
        'True: a visit brought the issue to light. False: none did. INVALID: you may see no visits. 真:走访中发现;假:不是走访中发现。INVALID:无权查看走访。',
    }),
  }),
})
