import { z } from 'zod'
import type { Receipt } from '#server/log/write.ts'
import { builder } from '#server/platform/builder.ts'
import { changeFields, payload } from '#server/platform/change.ts'
import { type Context, signedIn } from '#server/platform/context.ts'
import { optionalRowId, rowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { visibleIssues } from './access.ts'
import { IssueCategoryEnum, IssueKindEnum, IssueSourceEnum, SeverityEnum } from './enums.ts'
import { closeIssue, openIssue } from './rules.ts'

const issuePayload = (name: string) =>
  payload(name, (t) => ({
    issue: t.prismaField({
      type: 'Issue',
      description: 'The issue as it stands now. 问题现状。',
      resolve: (query, receipt: Receipt, _args: object, context: Context) =>
        db.issue.findFirstOrThrow({
          ...query,
          where: { AND: [{ id: receipt.subjectId! }, visibleIssues(signedIn(context))] },
        }),
    }),
  }))

const OpenIssueInput = builder.inputType('OpenIssueInput', {
  description: 'An issue as it is met. 提出问题。',
  fields: (t) => ({
    ...changeFields(t),
    enterpriseId: t.id({ description: 'Whose it is. 企业。' }),
    visitId: t.id({ required: false, description: 'The visit; the source VISIT needs it. 来自哪次走访。' }),
    agencyId: t.id({ required: false, description: 'The agency that should take it. 承办部门。' }),
    kind: t.field({ type: IssueKindEnum, description: 'What it is. 类型。' }),
    category: t.field({ type: IssueCategoryEnum, description: 'What it is about. 类别。' }),
    severity: t.field({ type: SeverityEnum, description: 'How much hangs on it. 严重程度。' }),
    source: t.field({ type: IssueSourceEnum, description: 'How it was heard of. 来源。' }),
    title: t.string({
      validate: z.string().trim().min(1).max(100),
      description: 'In one line, 1–100 characters. 标题。',
    }),
    evidence: t.string({
      required: false,
      validate: z.string().max(2000),
      description: 'What shows it, up to 2,000 characters. 依据。',
    }),
    saidBy: t.string({ required: false, validate: z.string().max(200), description: 'Who said it. 谁说的。' }),
  }),
})

const CloseIssueInput = builder.inputType('CloseIssueInput', {
  description: 'An issue is done. 办结问题。',
  fields: (t) => ({
    ...changeFields(t),
    issueId: t.id({ description: 'The issue. 问题。' }),
    closingNote: t.string({
      validate: z.string().trim().min(1).max(2000),
      description: 'What came of it, 1–2,000 characters. 办结说明。',
    }),
  }),
})

builder.mutationFields((t) => ({
  openIssue: t.field({
    type: issuePayload('OpenIssue'),
    description: 'Opens an issue, from a visit or by hand. 提出问题。',
    args: { input: t.arg({ type: OpenIssueInput, description: 'The issue. 问题。' }) },
    resolve: (_, { input }, context) =>
      openIssue(signedIn(context), {
        ...input,
        enterpriseId: rowId('Enterprise', String(input.enterpriseId), 'enterpriseId'),
        visitId: optionalRowId('Visit', input.visitId, 'visitId'),
        agencyId: optionalRowId('Agency', input.agencyId, 'agencyId'),
      }),
  }),
  closeIssue: t.field({
    type: issuePayload('CloseIssue'),
    description: 'Ends an issue, saying what came of it. 办结问题。',
    args: { input: t.arg({ type: CloseIssueInput, description: 'The end. 办结。' }) },
    resolve: (_, { input }, context) =>
      closeIssue(signedIn(context), { ...input, issueId: rowId('Issue', String(input.issueId), 'issueId') }),
  }),
}))
