import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { dropMeasures } from '#server/modules/reminders/drop-measures.ts'
import { builder } from '#server/platform/builder.ts'
import { paragraph } from '#server/platform/text.ts'
import { afterOpening, changeIssue } from './change.ts'
import { issueEvents } from './events.ts'
import { issueLoad, issueOver } from './load.ts'
import { endParts } from './parts.ts'
import { issuePayload } from './payload.ts'
import { activeParts, statusOf } from './standing.ts'

const VoidIssueInput = builder.inputType('VoidIssueInput', {
  description: 'Which wrong issue is voided, and why. 作废哪个问题及原因。',
  fields: (t) => ({
    ...changeFields(t),
    issueId: t.id({ description: 'The global id of the issue. 问题的编号。' }),
    reason: t.string({
      validate: paragraph(1, 500),
      description: 'Why it is wrong, 1 to 500 characters. 作废的原因,1 至 500 字。',
    }),
  }),
})

/** An issue that was entered wrongly is voided: it is not counted any more, and can be brought back by reopenIssue. */
export const voidIssue = deed('voidIssue', {
  does: {
    en: 'Voids an issue that was entered wrongly: it is not counted any more, and measures that are for it alone are dropped. reopenIssue brings the issue back.',
    zh: '作废录错的问题,不再计数,只为它登记的措施一并取消;可用 reopenIssue 恢复问题。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such issue', zh: '找不到问题' },
    CONFLICT: { en: 'the issue is voided or merged already', zh: '问题已经作废或并案' },
    INVALID: { en: 'happenedAt lies before the issue was opened', zh: '时间早于提出时间' },
  },
  input: VoidIssueInput,
  roles: ['COMMAND'],
  ids: { issueId: 'Issue' },
  payload: issuePayload,
  load: (actor, { issueId }) => issueLoad(actor, issueId),
  decide(state, { reason }, { at: reported, actor }) {
    const at = afterOpening(state.issue, reported)
    const { issue, parts } = state
    if (statusOf(issue) === 'VOIDED') throw issueOver(issue)
    return changeIssue(state, {
      actor,
      at,
      writes: [...endParts(activeParts(parts), at), dropMeasures(measuresOf(issue.id), reason, at)],
      set: { state: 'VOIDED', reviewOn: null },
      words: { kind: 'VOIDING', text: reason, isInternal: true },
      event: (standing, additions) => issueEvents.voided(issue, standing, additions),
    })
  },
})

/** The measures that are for this issue alone. What was decided on a visit is done all the same. */
const measuresOf = (issueId: string): Prisma.Sql => Prisma.sql`
  m."visitId" IS NULL AND m.id IN (SELECT "measureId" FROM "MeasureIssue" WHERE "issueId" = ${issueId}::uuid)
  AND NOT EXISTS (SELECT FROM "MeasureIssue" l WHERE l."measureId" = m.id AND l."issueId" <> ${issueId}::uuid)`
