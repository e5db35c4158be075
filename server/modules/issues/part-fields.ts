import type { InputFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'

/** The fields that name an agency's part of an issue. */
export const partFields = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  issueId: t.id({ description: 'The global id of the issue. 问题的编号。' }),
  agencyId: t.id({
    required: false,
    description:
      'The global id of the agency whose part it is, for the command centre; the one that leads where it is left out. An agency acts for itself. 承办部门的编号,由指挥中心填写,不填为主办部门;部门自己操作时不必填。',
  }),
})
