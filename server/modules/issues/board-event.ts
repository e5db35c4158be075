import { registerSubject } from '#server/events/subjects.ts'
import { builder } from '#server/platform/builder.ts'
import { db } from '#server/platform/db.ts'
import { visibleIssues } from './policy.ts'

registerSubject('Issue', {
  visible: visibleIssues,
  ids: (where) => db.issue.findMany({ where, select: { id: true } }),
})

builder.objectFields('BoardEvent', (t) => ({
  issue: t.prismaField({
    type: 'Issue',
    nullable: true,
    description: 'The issue it is about, as it stands now. 问题。',
    resolve: async (query, { subjects, subjectType, subjectId }) => {
      const row = { ...query, where: { id: subjectId } }
      return subjectType === 'Issue' && (await subjects.sees('Issue', subjectId)) ? db.issue.findUnique(row) : null
    },
  }),
}))
