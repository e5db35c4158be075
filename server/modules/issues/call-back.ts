import { changeFields, deed } from '#server/log/deed.ts'
import { officeRanks } from '#server/modules/reminders/recipients.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { paragraph } from '#server/platform/text.ts'
import { afterOpening, changeIssue } from './change.ts'
import { issueEvents } from './events.ts'
import { CallBackResultEnum } from './life-enums.ts'
import { checkOpen, issueLoad } from './load.ts'
import { changePart } from './parts.ts'
import { issuePayload } from './payload.ts'
import { leadPart } from './standing.ts'

const CallBackIssueInput = builder.inputType('CallBackIssueInput', {
  description: 'What the enterprise said of an answered issue that is not solved. 回访后未了结的问题及企业的说法。',
  fields: (t) => ({
    ...changeFields(t),
    issueId: t.id({ description: 'The global id of the issue. 问题的编号。' }),
    result: t.field({
      type: CallBackResultEnum,
      description:
        'What the enterprise said: PARTLY or NOT_SOLVED. One that is solved is closed by closeIssue. 企业的说法:部分解决或未解决;已解决的用 closeIssue 办结。',
    }),
    note: t.string({
      validate: paragraph(1, 2000),
      description: 'What is still to be done, 1 to 2,000 characters. 还差什么,1 至 2000 字。',
    }),
  }),
})

/** The enterprise was called back and the issue is not solved: it goes back to the agency that leads (practice: 回访). */
export const callBackIssue = deed('callBackIssue', {
  does: {
    en: 'Says that the enterprise was called back about an answered issue and that it is not solved, or only partly: it goes back to the agency that leads. The enterprise may say so itself.',
    zh: '回访后问题未解决或仅部分解决,退回主办部门继续办理;企业可以自己说明。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such issue', zh: '找不到问题' },
    CONFLICT: { en: 'the issue is not answered, or is over', zh: '问题尚未答复,或已了结' },
    INVALID: {
      en: 'the result is SOLVED, or happenedAt lies before the issue was opened',
      zh: '结果为「已解决」,或时间早于提出时间',
    },
  },
  input: CallBackIssueInput,
  roles: ['COMMAND', 'SQUAD', 'ENTERPRISE'],
  ids: { issueId: 'Issue' },
  payload: issuePayload,
  load: (actor, { issueId }) => issueLoad(actor, issueId),
  decide(state, { result, note }, { at: reported, actor }) {
    const at = afterOpening(state.issue, reported)
    const { issue, parts } = state
    checkOpen(issue)
    if (result === 'SOLVED') throw solved()
    if (issue.state !== 'ANSWERED') throw notAnswered(issue.id)
    const change = changePart(parts, leadPart(parts)!, { state: 'TAKEN' })
    return changeIssue(state, {
      actor,
      at,
      writes: change.writes,
      set: { ...change.set, comebacks: issue.comebacks + 1, calledBackAt: at, callBackResult: result },
      tells: [{ kind: 'CAME_BACK', to: { agencyIds: [leadPart(parts)!.agencyId], ranks: officeRanks } }],
      words: { kind: 'CALL_BACK', text: note },
      event: (standing, additions) => issueEvents.calledBack(issue, { ...standing, result }, additions),
    })
  },
})

const solved = () => invalid('result', { zh: '已解决的请办结。', en: 'What is solved is closed.' })

const notAnswered = (id: string) =>
  conflict({ zh: '部门还没有答复,不必回访。', en: 'It is not answered yet.' }, globalId('Issue', id))
