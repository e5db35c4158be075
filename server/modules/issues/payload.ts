import type { ObjectFieldBuilder } from '@pothos/core'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { db } from '#server/postgres/db.ts'
import { visibleIssues } from './access.ts'
import { mostRoutes } from './limits.ts'

/** The payload of the deeds of agencies, which see an issue no more once their part of it has ended. */
export const issueIfVisible = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  issue: t.prismaField({
    type: 'Issue',
    nullable: true,
    description:
      'The issue as it stands after the change; null where you may see it no more. 操作后的问题;已无权查看时为空。',
    resolve: (query, { subjectId }, _, context) =>
      db.issue.findFirst({ ...query, where: { AND: [{ id: subjectId! }, visibleIssues(signedIn(context))] } }),
  }),
})

/** The payload of all other deeds on one issue: the issue, read again as the caller may see it. */
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

/** The payload of the deed on the routes: the union, whose routes they are. */
export const routesPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  routes: t.prismaField({
    type: ['IssueRoute'],
    ...most(mostRoutes),
    description: 'All routes of the union after the change. 修改后的派单表。',
    resolve: (query, { subjectId }) =>
      db.issueRoute.findMany({ ...query, where: { unionId: subjectId! }, take: mostRoutes }),
  }),
})
