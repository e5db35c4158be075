import type { Issue } from '#codegen/prisma/client.ts'
import { setAlarm } from '#server/jobs/alarm.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { insert } from '#server/log/rows.ts'
import type { UnionCalendar } from '#server/modules/calendars/load.ts'
import { setEnterprise } from '#server/modules/enterprises/progress.ts'
import { officeRanks } from '#server/modules/reminders/recipients.ts'
import { tell } from '#server/modules/reminders/tell.ts'
import { builder } from '#server/platform/builder.ts'
import { newId } from '#server/platform/ids.ts'
import { issueAlarms } from './alarm.ts'
import { changeIssue, countsOf, standingOf, telling } from './change.ts'
import { newClock } from './clock.ts'
import { issueClasses, issueTexts, issueTitle } from './entry.ts'
import { issueEvents } from './events.ts'
import { checkOpen, issueLoad } from './load.ts'
import { issuePayload } from './payload.ts'
import { searchedColumns } from './searched.ts'
import { urgencyOf } from './standing.ts'

const SplitIssueInput = builder.inputType('SplitIssueInput', {
  description: 'What of an issue becomes an issue of its own. 从问题中拆出什么。',
  fields: (t) => ({
    ...changeFields(t),
    issueId: t.id({ description: 'The global id of the issue. 问题的编号。' }),
    title: t.string({
      validate: issueTitle,
      description: 'The new issue in one line, 1 to 100 characters. 新问题的标题,1 至 100 字。',
    }),
    ...issueClasses(t),
    ...issueTexts(t),
  }),
})

/** A part of an open issue becomes an issue of its own, with the same origin. What is left out is as in the first one. */
export const splitIssue = deed('splitIssue', {
  does: {
    en: 'Makes an issue of its own of a part of an open issue; what is left out is as in the first one. The answer is the new issue.',
    zh: '从未了结的问题中拆出一个新问题,不填的与原问题相同;返回新问题。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such issue', zh: '找不到问题' },
    CONFLICT: { en: 'the issue is closed, voided or merged', zh: '问题已办结、作废或并案' },
    INVALID: { en: 'happenedAt lies before the issue was opened', zh: '时间早于提出时间' },
  },
  input: SplitIssueInput,
  roles: ['COMMAND'],
  ids: { issueId: 'Issue' },
  payload: issuePayload,
  load: (actor, { issueId }) => issueLoad(actor, issueId),
  decide(state, input, { at, actor }) {
    const { issue, enterprise, time } = state
    checkOpen(issue)
    const part = partOfIssue(issue, input, at, enterprise.name, time)
    const first = changeIssue(state, {
      actor,
      at,
      event: (standing, additions) => issueEvents.split(issue, { ...standing, partId: part.id }, additions),
    })
    const openIssues = enterprise.openIssues + 1
    return {
      subjectId: part.id,
      writes: [
        ...first.writes,
        insert('Issue', part),
        setAlarm(issueAlarms, part.unionId, part.id, part.alarmAt),
        tell(
          part.unionId,
          { issueId: part.id },
          { kind: 'GIVEN', to: { ranks: officeRanks }, ...telling(part, actor, at, time) },
        ),
        setEnterprise(enterprise.id, { openIssues }),
      ],
      events: [
        ...first.events,
        issueEvents.opened(part, standingOf({ ...part, agencyIds: [] }, openIssues), {
          union: countsOf(part),
        }),
      ],
    }
  },
})

function partOfIssue(
  issue: Issue,
  input: typeof SplitIssueInput.$inferInput,
  openedAt: Date,
  enterprise: string,
  time: UnionCalendar,
) {
  const { id: splitFromId, unionId, enterpriseId, visitId, squadId, source } = issue
  const classes = {
    kind: input.kind ?? issue.kind,
    category: input.category ?? issue.category,
    severity: input.severity ?? issue.severity,
    isEmergency: input.isEmergency ?? issue.isEmergency,
  }
  const standing = { agencyId: null, urgency: urgencyOf(classes), state: 'UNASSIGNED' as const, openedAt }
  return {
    ...{ id: newId(), splitFromId, unionId, enterpriseId, visitId, squadId, source, ...classes },
    ...standing,
    ...newClock(standing, time),
    title: input.title,
    ...searchedColumns(input.title, enterprise),
    evidence: input.evidence ?? issue.evidence,
    saidBy: input.saidBy ?? issue.saidBy,
    stateAt: openedAt,
  }
}
