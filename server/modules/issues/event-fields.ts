import type { Issue } from '#codegen/prisma/client.ts'
import { registerSubject } from '#server/feed/subjects.ts'
import { builder } from '#server/platform/builder.ts'
import { db } from '#server/postgres/db.ts'
import { visibleIssues } from './access.ts'

registerSubject('Issue', {
  visible: visibleIssues,
  rows: (args) => db.issue.findMany(args),
})

builder.objectFields('BoardEvent', (t) => ({
  issue: t.prismaField({
    type: 'Issue',
    nullable: true,
    description: 'The issue it is about, as it stands now. 问题。',
    resolve: (query, { subjects, subjectType, subjectId }) =>
      subjectType === 'Issue' ? subjects.row<Issue>('Issue', subjectId, query) : null,
  }),
}))
