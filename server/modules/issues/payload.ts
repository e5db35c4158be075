import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visibleIssues } from './access.ts'

/** The payload of every deed on one issue: the issue, read again as the caller may see it. */
export const issuePayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  issue: t.prismaField({
    type: 'Issue',
    description: 'The issue as it stands after the change. 操作后的问题。',
    resolve: (query, { subjectId }, _, context) =>
      db.issue.findFirstOrThrow({
        ...query,
        where: { AND: [{ id: subjectId! }, visibleIssues(signedIn(context))] },
      }),
  }),
})
