import { changeFields, deed } from '#server/log/deed.ts'
import { officeRanks } from '#server/modules/reminders/recipients.ts'
import { builder } from '#server/platform/builder.ts'
import { paragraph } from '#server/platform/text.ts'
import { afterOpening, changeIssue } from './change.ts'
import { issueEvents } from './events.ts'
import { partFields } from './part-fields.ts'
import { changePart, partLoad, partOf, withHandler } from './parts.ts'
import { issueIfVisible } from './payload.ts'

const AnswerIssueInput = builder.inputType('AnswerIssueInput', {
  description: 'What an agency has done about an issue. 部门对问题的处理结果。',
  fields: (t) => ({
    ...changeFields(t),
    ...partFields(t),
    answer: t.string({
      validate: paragraph(1, 2000),
      description:
        'What was done and what comes of it, 1 to 2,000 characters; the enterprise reads it. 处理结果,1 至 2000 字,企业可见。',
    }),
  }),
})

/** An agency says what it has done about its part of an issue (practice: 答复), or adds to what it said. */
export const answerIssue = deed('answerIssue', {
  does: {
    en: 'Says what an agency has done about its part of an issue, or adds to its answer. Once the agency that leads has answered, the enterprise is to be called back.',
    zh: '部门答复处理结果,或补充答复。主办部门答复后须回访企业。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such issue, or the union has no such agency', zh: '找不到问题或部门' },
    CONFLICT: {
      en: 'the issue is parked, closed, voided or merged, no agency leads it, or the agency that is named has no part of it',
      zh: '问题已挂账、办结、作废、并案,或还没有派给部门、该部门不承办',
    },
    INVALID: { en: 'happenedAt lies before the issue was opened', zh: '时间早于提出时间' },
  },
  input: AnswerIssueInput,
  roles: ['AGENCY', 'COMMAND'],
  ids: { issueId: 'Issue', agencyId: 'Agency' },
  payload: issueIfVisible,
  load: partLoad,
  decide(state, { agencyId, answer }, { at: reported, actor }) {
    const at = afterOpening(state.issue, reported)
    const part = partOf(actor, state, agencyId)
    const answered = {
      state: 'ANSWERED' as const,
      takenAt: part.takenAt ?? at,
      answeredAt: at,
      handlerIds: withHandler(part, actor),
    }
    return changeIssue(state, {
      actor,
      at,
      ...changePart(state.parts, part, answered),
      tells: part.leads ? [{ kind: 'ANSWERED', to: { ranks: officeRanks } }] : [],
      words: { kind: 'ANSWER', text: answer, agencyId: part.agencyId },
      event: (standing, additions) =>
        issueEvents.answered(state.issue, { ...standing, partAgencyId: part.agencyId }, additions),
    })
  },
})
