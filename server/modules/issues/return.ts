import { changeFields, deed } from '#server/log/deed.ts'
import { nothing } from '#server/log/load.ts'
import { checkAgency, keepAgency, readAgencies } from '#server/modules/agencies/load.ts'
import { officeRanks } from '#server/modules/reminders/recipients.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { paragraph } from '#server/platform/text.ts'
import { afterOpening, changeIssue } from './change.ts'
import { issueEvents } from './events.ts'
import { partFields } from './part-fields.ts'
import { changePart, partLoad, partOf } from './parts.ts'
import { issueIfVisible } from './payload.ts'

const ReturnIssueInput = builder.inputType('ReturnIssueInput', {
  description: 'Which issue an agency returns, why, and who should take it. 部门退回哪个问题、原因及建议由谁承办。',
  fields: (t) => ({
    ...changeFields(t),
    ...partFields(t),
    reason: t.string({
      validate: paragraph(1, 500),
      description: 'Why the agency cannot take it, 1 to 500 characters. 退单原因,1 至 500 字。',
    }),
    proposedAgencyId: t.id({
      required: false,
      description: 'The global id of the agency that should take it instead. 建议承办部门的编号。',
    }),
  }),
})

/** An agency returns its part of an issue with a reason, and says who should take it (practice: 退单). */
export const returnIssue = deed('returnIssue', {
  does: {
    en: 'Returns an agency’s part of an issue with a reason and, where the agency knows, who should take it. The third return by an agency that leads calls for a consultation.',
    zh: '部门写明原因退回问题,可建议由谁承办。主办部门第三次退单后须会商。',
  },
  errors: {
    NOT_FOUND: {
      en: 'you see no such issue, or the union has no such agency',
      zh: '找不到问题或部门',
    },
    CONFLICT: {
      en: 'the agency has answered already, the issue is parked, closed, voided or merged, no agency leads it, the agency that is named has no part of it, or the proposed one is retired',
      zh: '部门已经答复,或问题已挂账、办结、作废、并案,或还没有派给部门、该部门不承办,或建议的部门已停用',
    },
    INVALID: { en: 'happenedAt lies before the issue was opened', zh: '时间早于提出时间' },
  },
  input: ReturnIssueInput,
  roles: ['AGENCY', 'COMMAND'],
  ids: { issueId: 'Issue', agencyId: 'Agency', proposedAgencyId: 'Agency' },
  payload: issueIfVisible,
  load(actor, input) {
    const { lock, read } = partLoad(actor, input)
    const { proposedAgencyId } = input
    return {
      lock: [...keepAgency(proposedAgencyId), ...lock],
      read: { ...read, proposed: proposedAgencyId ? readAgencies(actor.unionId, [proposedAgencyId]) : nothing },
    }
  },
  decide(state, { agencyId, reason, proposedAgencyId }, { at: reported, actor }) {
    const at = afterOpening(state.issue, reported)
    const { issue, parts, proposed } = state
    const part = partOf(actor, state, agencyId)
    if (part.state === 'ANSWERED') throw answeredAlready(issue.id)
    if (proposed) checkAgency(proposed, proposedAgencyId!, 'proposedAgencyId')
    const change = changePart(parts, part, { state: 'RETURNED', endedAt: at })
    const returns = issue.returns + Number(part.leads)
    const proposal = part.leads ? { returns, proposedAgencyId: proposedAgencyId ?? null } : {}
    return changeIssue(state, {
      actor,
      at,
      writes: change.writes,
      set: { ...change.set, ...proposal },
      tells: [{ kind: 'RETURNED', to: { ranks: officeRanks } }],
      words: { kind: 'RETURN', text: reason, isInternal: true, agencyId: part.agencyId },
      event: (standing, additions) =>
        issueEvents.returned(issue, { ...standing, partAgencyId: part.agencyId, returns }, additions),
    })
  },
})

const answeredAlready = (id: string) =>
  conflict({ zh: '部门已经答复,不能退单。', en: 'The agency has answered already.' }, globalId('Issue', id))
