import { changeFields, deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { addDays, now } from '#server/platform/clock.ts'
import { AppError, conflict, invalid } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { paragraph } from '#server/platform/text.ts'
import { afterOpening, changeIssue } from './change.ts'
import { dueAtOf } from './clock.ts'
import { issueEvents } from './events.ts'
import { mostDaysAhead } from './limits.ts'
import { checkOpen, handledLoad } from './load.ts'
import { issuePayload } from './payload.ts'

const ExtendIssueInput = builder.inputType('ExtendIssueInput', {
  description: 'Of which issue the deadline is put off, until when and why. 延期的问题、新期限与原因。',
  fields: (t) => ({
    ...changeFields(t),
    issueId: t.id({ description: 'The global id of the issue. 问题的编号。' }),
    doneBy: t.field({
      type: 'DateTime',
      description:
        'By when it must be done now, later than before and within 366 days. 新的办结期限,须晚于原期限,366 天以内。',
    }),
    reason: t.string({
      validate: paragraph(1, 500),
      description: 'Why there is more time, 1 to 500 characters. 延期的原因,1 至 500 字。',
    }),
  }),
})

/** The deadline of an issue is put off before it is over, by somebody who does not handle the issue; each time is counted. */
export const extendIssue = deed('extendIssue', {
  does: {
    en: 'Puts the deadline of an issue off before it is over. Whoever took or answered it does not; each time is counted.',
    zh: '在到期之前延长问题的办结期限;签收或答复过的人不能批准;延期次数计入。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such issue', zh: '找不到问题' },
    FORBIDDEN: { en: 'you have taken or answered it yourself', zh: '您自己签收或答复过' },
    CONFLICT: {
      en: 'the issue is closed, voided or merged, its clock stands, or its time is over',
      zh: '问题已了结、已停表或已超时',
    },
    INVALID: {
      en: 'doneBy is no later than before or more than 366 days ahead, or happenedAt lies before the issue was opened',
      zh: '新期限不晚于原期限或超过 366 天,或时间早于提出时间',
    },
  },
  input: ExtendIssueInput,
  roles: ['COMMAND'],
  ids: { issueId: 'Issue' },
  payload: issuePayload,
  load: (actor, { issueId }) => handledLoad(actor, issueId),
  decide(state, { doneBy, reason }, { at: reported, actor }) {
    const at = afterOpening(state.issue, reported)
    const { issue, hasHandled } = state
    checkOpen(issue)
    const dueAt = dueAtOf(issue)
    if (!dueAt || !issue.doneBy) throw stands(issue.id)
    // whenever it is said to have happened: an issue whose time is over now stays so
    if (issue.doneBy <= now()) throw overdueAlready(issue.id)
    if (hasHandled) throw handledIt()
    if (doneBy <= issue.doneBy || doneBy > addDays(now(), mostDaysAhead)) throw wrongDeadline()
    return changeIssue(state, {
      actor,
      at,
      set: { doneBy, extensions: issue.extensions + 1 },
      words: { kind: 'EXTENSION', text: reason, isInternal: true },
      tells: issue.agencyId ? [{ kind: 'EXTENDED', to: { agencyIds: [issue.agencyId] } }] : [],
      event: (standing, additions) =>
        issueEvents.extended(
          issue,
          { ...standing, from: issue.doneBy!.toISOString(), to: doneBy.toISOString() },
          additions,
        ),
    })
  },
})

const stands = (id: string) =>
  conflict({ zh: '这个问题没有在计时。', en: 'The clock of this issue does not run.' }, globalId('Issue', id))

const overdueAlready = (id: string) =>
  conflict(
    { zh: '已经超过期限,不能再延期。', en: 'Its time is over: it cannot be put off any more.' },
    globalId('Issue', id),
  )

const handledIt = () =>
  new AppError('FORBIDDEN', {
    zh: '您办理过这个问题,请由另一位同事批准延期。',
    en: 'You have handled this issue: somebody else puts its deadline off.',
  })

const wrongDeadline = () =>
  invalid('doneBy', {
    zh: '新期限须晚于原期限,且在 366 天以内。',
    en: 'The new deadline is later than the one before, and within 366 days.',
  })
