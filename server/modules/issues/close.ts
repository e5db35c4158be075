import { changeFields, deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { paragraph } from '#server/platform/text.ts'
import { afterOpening, changeIssue } from './change.ts'
import { issueEvents } from './events.ts'
import { CallBackResultEnum } from './life-enums.ts'
import { checkOpen, handledLoad } from './load.ts'
import { endParts } from './parts.ts'
import { issuePayload } from './payload.ts'
import { activeParts, handledIt } from './standing.ts'

const CloseIssueInput = builder.inputType('CloseIssueInput', {
  description: 'Which issue is closed after the call back, and what came of it. 回访后办结哪个问题及其结果。',
  fields: (t) => ({
    ...changeFields(t),
    issueId: t.id({ description: 'The global id of the issue. 问题的编号。' }),
    result: t.field({
      type: CallBackResultEnum,
      required: false,
      description:
        'What the enterprise said when it was called back; SOLVED where it is left out. 回访时企业的说法,不填为已解决。',
    }),
    closingNote: t.string({
      validate: paragraph(1, 2000),
      description: 'What came of it, 1 to 2,000 characters. 办结说明,1 至 2000 字。',
    }),
  }),
})

/**
 * The enterprise was called back and the issue is closed, with a note of what came of it. Whoever handled it does not close
 * it (practice: 回访): somebody else of the centre, the squad at its door, or the enterprise itself does.
 */
export const closeIssue = deed('closeIssue', {
  does: {
    en: 'Closes an issue after the enterprise was called back, with a note of what came of it. Whoever took or answered it for an agency does not close it: another person, the squad at the door or the enterprise itself does.',
    zh: '回访企业后办结问题并写明结果。签收或答复过的人不能办结,由他人、上门的小分队或企业自己办结。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such issue', zh: '找不到这个问题' },
    FORBIDDEN: {
      en: 'you have taken or answered it yourself, or one that was merged into it, or whoever made your link has',
      zh: '您或发出链接的人签收或答复过此问题或并入它的问题',
    },
    CONFLICT: { en: 'the issue is closed, voided or merged already', zh: '问题已经办结、作废或并案' },
    INVALID: { en: 'happenedAt lies before the issue was opened', zh: '办结时间早于提出时间' },
  },
  input: CloseIssueInput,
  roles: ['COMMAND', 'SQUAD', 'ENTERPRISE'],
  ids: { issueId: 'Issue' },
  payload: issuePayload,
  load: (actor, { issueId }) => handledLoad(actor, issueId),
  decide(state, { closingNote, result: said }, { at: reported, actor }) {
    const at = afterOpening(state.issue, reported)
    const { issue, parts, hasHandled } = state
    checkOpen(issue)
    if (hasHandled) throw handledIt(actor)
    const result = said ?? 'SOLVED'
    return changeIssue(state, {
      actor,
      at,
      writes: endParts(activeParts(parts), at),
      set: { state: 'CLOSED', closedAt: at, closingNote, calledBackAt: at, callBackResult: result, reviewOn: null },
      words: { kind: 'CLOSING', text: closingNote },
      event: (standing, additions) => issueEvents.closed(issue, { ...standing, result }, additions),
    })
  },
})
