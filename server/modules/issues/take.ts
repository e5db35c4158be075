import { changeFields, deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { afterOpening, changeIssue } from './change.ts'
import { issueEvents } from './events.ts'
import { partFields } from './part-fields.ts'
import { changePart, partLoad, partOf, withHandler } from './parts.ts'
import { issueIfVisible } from './payload.ts'

const TakeIssueInput = builder.inputType('TakeIssueInput', {
  description: 'Which issue an agency takes charge of. 部门签收哪个问题。',
  fields: (t) => ({ ...changeFields(t), ...partFields(t) }),
})

/** An agency takes charge of its part of an issue (practice: 签收), or the command centre enters that it has. */
export const takeIssue = deed('takeIssue', {
  does: {
    en: 'Takes charge of an agency’s part of an issue. The command centre enters what an agency said on the phone.',
    zh: '部门签收问题中由其承办的部分;部门口头签收的由指挥中心代录。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such issue, or the union has no such agency', zh: '找不到问题或部门' },
    CONFLICT: {
      en: 'it was taken already, the issue is parked, closed, voided or merged, no agency leads it, or the agency that is named has no part of it',
      zh: '已经签收,或问题已挂账、办结、作废、并案,或还没有派给部门、该部门不承办',
    },
    INVALID: { en: 'happenedAt lies before the issue was opened', zh: '时间早于提出时间' },
  },
  input: TakeIssueInput,
  roles: ['AGENCY', 'COMMAND'],
  ids: { issueId: 'Issue', agencyId: 'Agency' },
  payload: issueIfVisible,
  load: partLoad,
  decide(state, { agencyId }, { at: reported, actor }) {
    const at = afterOpening(state.issue, reported)
    const part = partOf(actor, state, agencyId)
    if (part.state !== 'ASSIGNED') throw takenAlready(state.issue.id)
    const taken = { state: 'TAKEN' as const, takenAt: at, handlerIds: withHandler(part, actor) }
    return changeIssue(state, {
      actor,
      at,
      ...changePart(state.parts, part, taken),
      event: (standing, additions) =>
        issueEvents.taken(state.issue, { ...standing, partAgencyId: part.agencyId }, additions),
    })
  },
})

const takenAlready = (id: string) =>
  conflict({ zh: '这个问题已经签收。', en: 'This issue was taken already.' }, globalId('Issue', id))
