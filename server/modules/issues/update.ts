import type { Issue } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { changeIssue } from './change.ts'
import { issueClasses, issueTexts, issueTitle } from './entry.ts'
import { issueEvents } from './events.ts'
import { checkOpen, issueLoad } from './load.ts'
import { issuePayload } from './payload.ts'
import { searchedColumns } from './searched.ts'

const UpdateIssueInput = builder.inputType('UpdateIssueInput', {
  description: 'What is to be changed of an issue; what is left out stays. 修改问题,不填的不变。',
  fields: (t) => ({
    ...changeFields(t),
    issueId: t.id({ description: 'The global id of the issue. 问题的编号。' }),
    title: t.string({
      required: false,
      validate: issueTitle,
      description: 'The issue in one line, 1 to 100 characters. 一句话说明问题,1 至 100 字。',
    }),
    ...issueClasses(t),
    ...issueTexts(t),
  }),
})

type UpdateIssue = typeof UpdateIssueInput.$inferInput

/** What an open issue says is changed. The words before the change stay in its history. */
export const updateIssue = deed('updateIssue', {
  does: {
    en: 'Changes what an open issue says, its kind, category or severity; its former words stay in its history. An enterprise changes what it has reported itself until somebody has it. Where nothing changes, there is no event.',
    zh: '修改未了结的问题的文字、类型、类别或严重程度,原来的文字留在经过中。企业可改自己上报且尚未派出的。没有变化时不产生事件。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such issue', zh: '找不到问题' },
    CONFLICT: {
      en: 'the issue is closed, voided or merged, or an enterprise changes one that somebody has, or that it has not reported',
      zh: '问题已办结、作废或并案,或企业修改已派出的、或不是自己上报的',
    },
    INVALID: { en: 'happenedAt lies before the issue was opened', zh: '时间早于提出时间' },
  },
  input: UpdateIssueInput,
  roles: ['COMMAND', 'SQUAD', 'ENTERPRISE'],
  ids: { issueId: 'Issue' },
  payload: issuePayload,
  load: (actor, { issueId }) => issueLoad(actor, issueId),
  decide(state, input, { at, actor }) {
    const { issue, enterprise } = state
    checkOpen(issue)
    if (actor.role === 'ENTERPRISE' && (issue.state !== 'UNASSIGNED' || issue.source !== 'ENTERPRISE')) {
      throw outOfHand(issue.id)
    }
    const set = changedFields(issue, input)
    const fields = Object.keys(set)
    if (fields.length === 0) return { subjectId: issue.id, writes: [], events: [] }
    const former = [set.title && issue.title, set.evidence !== undefined && issue.evidence]
    former.push(set.saidBy !== undefined && issue.saidBy)
    const text = former.filter(Boolean).join('\n')
    return changeIssue(state, {
      actor,
      at,
      set: { ...set, ...(set.title ? searchedColumns(set.title, enterprise.name) : {}) },
      words: text ? { kind: 'EDIT', text, isInternal: true } : null,
      event: (standing, additions) => issueEvents.updated(issue, { ...standing, fields: fields.join(' ') }, additions),
    })
  },
})

const changeable = ['title', 'kind', 'category', 'severity', 'isEmergency', 'evidence', 'saidBy'] as const

/** Those of the input's fields that differ from the row. */
const changedFields = (issue: Issue, input: UpdateIssue): Partial<Pick<Issue, (typeof changeable)[number]>> =>
  Object.fromEntries(
    changeable.flatMap((field) =>
      input[field] == null || input[field] === issue[field] ? [] : [[field, input[field]]],
    ),
  )

const outOfHand = (id: string) =>
  conflict(
    {
      zh: '问题已派出,或不是企业自己上报的,请写备注说明。',
      en: 'Somebody has this issue already, or you have not reported it: write a note instead.',
    },
    globalId('Issue', id),
  )
