import { type Agency, Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { many } from '#server/log/load.ts'
import { enterpriseRetired } from '#server/modules/enterprises/load.ts'
import { officeRanks } from '#server/modules/reminders/recipients.ts'
import { builder } from '#server/platform/builder.ts'
import { forbidden } from '#server/platform/context.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { paragraph } from '#server/platform/text.ts'
import { afterOpening, changeIssue } from './change.ts'
import { issueEvents } from './events.ts'
import { issueLoad, keepLead } from './load.ts'
import { followParts, insertParts, newParts } from './parts.ts'
import { issuePayload } from './payload.ts'
import { isOpen } from './standing.ts'

const ReopenIssueInput = builder.inputType('ReopenIssueInput', {
  description: 'Which issue is handled again, and why. 重办哪个问题及原因。',
  fields: (t) => ({
    ...changeFields(t),
    issueId: t.id({ description: 'The global id of the issue. 问题的编号。' }),
    reason: t.string({
      validate: paragraph(1, 500),
      description: 'Why it is handled again, 1 to 500 characters. 重办的原因,1 至 500 字。',
    }),
  }),
})

/** An issue that is over is handled again, with its number and its history (practice: 重办). The enterprise may ask for it. */
export const reopenIssue = deed('reopenIssue', {
  does: {
    en: 'Handles an issue again that was closed, with the same number and history; the enterprise may ask for it. The agency that led gets it again, unless it is retired. One that was voided or merged is brought back by the command centre.',
    zh: '重办已办结的问题,编号与经过不变,企业也可提出;仍派给原主办部门,该部门已停用的除外。已作废或并案的由指挥中心恢复。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such issue', zh: '找不到问题' },
    FORBIDDEN: {
      en: 'it was voided or merged and you are not of the command centre',
      zh: '已作废或并案,而您不属于指挥中心',
    },
    CONFLICT: { en: 'the issue is open, or its enterprise is retired', zh: '问题尚未了结,或企业已停用' },
    INVALID: { en: 'happenedAt lies before the issue was opened', zh: '时间早于提出时间' },
  },
  input: ReopenIssueInput,
  roles: ['COMMAND', 'SQUAD', 'ENTERPRISE'],
  ids: { issueId: 'Issue' },
  payload: issuePayload,
  load(actor, { issueId }) {
    const { lock, read } = issueLoad(actor, issueId)
    return {
      lock: [keepLead(issueId), ...lock],
      read: {
        ...read,
        lead: many<Agency>(Prisma.sql`
          SELECT a.* FROM "Issue" i JOIN "Agency" a ON a.id = i."agencyId"
          WHERE i.id = ${issueId}::uuid AND a."retiredAt" IS NULL`),
      },
    }
  },
  decide(state, { reason }, { at: reported, actor }) {
    const at = afterOpening(state.issue, reported)
    const { issue, lead, enterprise } = state
    if (isOpen(issue)) throw stillOpen(issue.id)
    if (enterprise.retiredAt) throw enterpriseRetired(enterprise)
    if (issue.state !== 'CLOSED' && actor.role !== 'COMMAND') throw forbidden()
    const leads = lead.map(({ id }) => id)
    const made = newParts(issue, leads, leads[0] ?? null, at)
    const comebacks = issue.comebacks + Number(issue.state === 'CLOSED')
    return changeIssue(state, {
      actor,
      at,
      writes: insertParts(made),
      set: { ...followParts(made), comebacks, closedAt: null, closingNote: null, mergedIntoId: null },
      tells: [{ kind: 'CAME_BACK', to: { agencyIds: leads, ranks: officeRanks } }],
      words: { kind: 'REOPENING', text: reason },
      event: (standing, additions) => issueEvents.reopened(issue, { ...standing, comebacks }, additions),
    })
  },
})

const stillOpen = (id: string) =>
  conflict({ zh: '这个问题还没有办结。', en: 'This issue is still open.' }, globalId('Issue', id))
