import { changeFields, deed } from '#server/log/deed.ts'
import { officeRanks } from '#server/modules/reminders/recipients.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { changeIssue } from './change.ts'
import { issueEvents } from './events.ts'
import { checkOpen, issueLoad } from './load.ts'
import { issuePayload } from './payload.ts'
import { stateOfParts } from './standing.ts'

const ResumeIssueInput = builder.inputType('ResumeIssueInput', {
  description: 'Which parked issue is handled again. 恢复办理哪个挂账的问题。',
  fields: (t) => ({
    ...changeFields(t),
    issueId: t.id({ description: 'The global id of the issue. 问题的编号。' }),
  }),
})

/** A parked issue is handled again, where it stood before. */
export const resumeIssue = deed('resumeIssue', {
  does: { en: 'Handles a parked issue again, where it stood before.', zh: '恢复办理挂账的问题,接着原来的进度。' },
  errors: {
    NOT_FOUND: { en: 'you see no such issue', zh: '找不到问题' },
    CONFLICT: { en: 'the issue is not parked', zh: '问题没有挂账' },
    INVALID: { en: 'happenedAt lies before the issue was opened', zh: '时间早于提出时间' },
  },
  input: ResumeIssueInput,
  roles: ['COMMAND'],
  ids: { issueId: 'Issue' },
  payload: issuePayload,
  load: (actor, { issueId }) => issueLoad(actor, issueId),
  decide(state, _, { at, actor }) {
    const { issue, parts } = state
    checkOpen(issue)
    if (issue.state !== 'PARKED') throw notParked(issue.id)
    return changeIssue(state, {
      actor,
      at,
      set: { state: stateOfParts(parts), reviewOn: null },
      tells: [
        { kind: 'CAME_BACK', to: issue.agencyIds.length ? { agencyIds: issue.agencyIds } : { ranks: officeRanks } },
      ],
      event: (standing, additions) => issueEvents.resumed(issue, standing, additions),
    })
  },
})

const notParked = (id: string) =>
  conflict({ zh: '这个问题没有挂账。', en: 'This issue is not parked.' }, globalId('Issue', id))
