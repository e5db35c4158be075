import type { Agency, Issue, IssueEntry } from '#codegen/prisma/client.ts'
import { addEventSubscription } from '#server/feed/event-subscription.ts'
import { addHistory } from '#server/feed/history.ts'
import { registerSubject } from '#server/feed/subjects.ts'
import { factsOf } from '#server/log/catalogue.ts'
import { RungRecipientEnum } from '#server/modules/calendars/enums.ts'
import { builder } from '#server/platform/builder.ts'
import { db } from '#server/postgres/db.ts'
import { visibleEntries, visibleIssues, visiblePartners } from './access.ts'
import { issueEvents } from './events.ts'

registerSubject('Issue', {
  visible: visibleIssues,
  rows: (args) => db.issue.findMany(args),
})

registerSubject('IssueEntry', {
  visible: visibleEntries,
  rows: (args) => db.issueEntry.findMany(args),
  concerned: (event) => factsOf(issueEvents, event)?.entryId ?? null,
})

/** The agency of which an event of an issue tells: whose part it is about, or who leads. */
const agencyOf = (event: Parameters<typeof issueEvents.taken.factsOf>[0]): string | null => {
  const facts = factsOf(issueEvents, event)
  return facts?.partAgencyId ?? facts?.agencyId ?? null
}

registerSubject('IssueAgency', {
  visible: visiblePartners,
  rows: (args) => db.agency.findMany(args),
  concerned: agencyOf,
})

builder.objectFields('BoardEvent', (t) => ({
  agency: t.prismaField({
    type: 'Agency',
    nullable: true,
    description:
      'The agency whose part of an issue this event is about, or the one that led the issue after it; null for all other events. 事件所涉及的承办部门,或其后的主办部门;其他事件为空。',
    resolve: (query, event) => event.subjects.row<Agency>('IssueAgency', agencyOf(event), query),
  }),
  escalatedTo: t.field({
    type: RungRecipientEnum,
    nullable: true,
    description:
      'Whom an overdue issue has reached with this event; null for all other events. 问题超时后此次报到谁;其他事件为空。',
    resolve: (event) => factsOf(issueEvents, event)?.recipient ?? null,
  }),
  entry: t.prismaField({
    type: 'IssueEntry',
    nullable: true,
    description:
      'What somebody wrote about the issue with this event; null where nothing was, or where you may not read it. 随此事件写下的文字;没有或无权查看时为空。',
    resolve: (query, event) =>
      event.subjects.row<IssueEntry>('IssueEntry', factsOf(issueEvents, event)?.entryId ?? null, query),
  }),
  issue: t.prismaField({
    type: 'Issue',
    nullable: true,
    description:
      'The issue that this event is about, as it stands now; null for all other events, and where you may not see the issue. 事件所涉及的问题现状;其他事件或无权查看时为空。',
    resolve: (query, { subjects, subjectType, subjectId }) =>
      subjectType === 'Issue' ? subjects.row<Issue>('Issue', subjectId, query) : null,
  }),
}))

addEventSubscription(
  'issueOpened',
  'Each issue that is opened, one event a message. 新提出的每个问题,每条消息一个事件。',
  [issueEvents.opened],
)

addHistory('Issue', 'subjectId', 'What happened to the issue and you may know of, newest first. 问题的经过,新的在前。')
