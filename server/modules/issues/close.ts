import { z } from 'zod'
import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { setEnterprise } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { clampToEarliest } from '#server/platform/report-limits.ts'
import { issueEvents } from './events.ts'
import { issueClosed, issueFacts, issueLoad } from './load.ts'
import { issuePayload } from './payload.ts'

const CloseIssueInput = builder.inputType('CloseIssueInput', {
  description: 'Which issue is closed, and what came of it. 办结哪个问题及其结果。',
  fields: (t) => ({
    ...changeFields(t),
    issueId: t.id({ description: 'The global id of the issue. 问题的编号。' }),
    closingNote: t.string({
      validate: z.string().trim().min(1).max(2000),
      description: 'What came of it, 1 to 2,000 characters. 办结说明,1 至 2000 字。',
    }),
  }),
})

/** An issue is closed, with a note of what came of it. */
export const closeIssue = deed('closeIssue', {
  does: { en: 'Closes an issue with a note of what came of it.', zh: '办结问题并写明结果。' },
  errors: {
    NOT_FOUND: { en: 'you see no such issue', zh: '找不到这个问题' },
    CONFLICT: { en: 'the issue is closed already', zh: '问题已经办结' },
    INVALID: { en: 'happenedAt lies before the issue was opened', zh: '办结时间早于提出时间' },
  },
  input: CloseIssueInput,
  roles: ['COMMAND'],
  ids: { issueId: 'Issue' },
  payload: issuePayload,
  load: (actor, { issueId }) => issueLoad(actor, issueId),
  decide({ issue, enterprise }, { closingNote }, { at }) {
    if (issue.status !== 'OPEN') throw issueClosed(issue.id)
    const closedAt = clampToEarliest(at, issue.openedAt, {
      zh: '办结时间早于问题的提出时间。',
      en: 'happenedAt lies before the issue was opened.',
    })
    const openIssues = enterprise.openIssues - 1
    return {
      subjectId: issue.id,
      writes: [
        update('Issue', issue.id, { status: 'CLOSED', closedAt, closingNote }),
        setEnterprise(enterprise.id, { openIssues }),
      ],
      events: [
        issueEvents.closed(issue, issueFacts(issue, openIssues), { happenedAt: closedAt, union: { openIssues: -1 } }),
      ],
    }
  },
})
