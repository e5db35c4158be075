import { z } from 'zod'
import { builder } from '#server/platform/builder.ts'
import { ResumptionEnum, VisitProgressEnum } from './enums.ts'
import type { EnterpriseFilter } from './lists.ts'

declare module '#server/platform/builder.ts' {
  interface PlainInputs {
    EnterpriseFilter: EnterpriseFilter
  }
}

/** The input by which a list of enterprises is narrowed. */
export const EnterpriseFilterInput = builder.inputType('EnterpriseFilter', {
  description:
    'Which enterprises a list shows: those that fit every field that is filled in. 企业的筛选条件,须全部符合;不填的不限。',
  fields: (t) => ({
    zoneId: t.id({
      required: false,
      description: 'The global id of the zone in which the enterprises lie. 片区的编号。',
    }),
    resumption: t.field({
      type: [ResumptionEnum],
      required: false,
      description: 'The states of resumption of which an enterprise has one. 复工状态,符合其一即可。',
    }),
    progress: t.field({
      type: [VisitProgressEnum],
      required: false,
      description: 'The states of its visits of which an enterprise has one. 走访进度,符合其一即可。',
    }),
    industry: t.string({
      required: false,
      validate: z.string().max(50),
      description:
        'The industry, written exactly as in the register, up to 50 characters. INVALID on a wall and with the scope BOARD alone. 行业,须与登记完全相同,至多 50 字。大屏与只有 BOARD 范围的令牌使用为 INVALID。',
    }),
    listed: t.boolean({
      required: false,
      description: 'True: the enterprise is on the campaign’s list. False: it is not. 真:在行动名单内;假:不在名单内。',
    }),
    hasOpenIssues: t.boolean({
      required: false,
      description: 'True: the enterprise has an open issue. False: it has none. 真:有未结问题;假:没有。',
    }),
    resumed: t.field({
      type: 'DateRange',
      required: false,
      description:
        'The days on which the enterprises began to work again; only those that are at work now. 复工的日期范围,只含现在已复工的。',
    }),
    hasZone: t.boolean({
      required: false,
      description: 'True: the enterprise lies in a zone. False: it lies in none. 真:属某个片区;假:不属任何片区。',
    }),
    retired: t.boolean({
      required: false,
      description:
        'True: enterprises that are retired. Left out or false: those of the register. 真:已停用的企业;不填或假:在册的企业。',
    }),
  }),
})
