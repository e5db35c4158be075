import type { Issue } from '#codegen/prisma/client.ts'
import { addEventSubscription } from '#server/feed/event-subscription.ts'
import { addHistory } from '#server/feed/history.ts'
import { registerSubject } from '#server/feed/subjects.ts'
import { builder } from '#server/platform/builder.ts'
import { db } from '#server/postgres/db.ts'
import { visibleIssues } from './access.ts'
import { issueEvents } from './events.ts'

registerSubject('Issue', {
  visible: visibleIssues,
  rows: (args) => db.issue.findMany(args),
})

builder.objectFields('BoardEvent', (t) => ({
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
