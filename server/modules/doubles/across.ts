import type { ObjectFieldBuilder } from '@pothos/core'
import { visibleIssues } from '#server/modules/issues/access.ts'
import type { Types } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { db } from '#server/postgres/db.ts'

/** At most so many of these issues are given, the newest first. */
const mostShown = 50

/** The issues of an entry that are merged into issues of another enterprise, and the other way round: they stay so when two are taken apart. */
export const acrossPayload = <A extends { subjectId: string | null }>(t: ObjectFieldBuilder<Types, A>) => ({
  issuesAcross: t.prismaField({
    type: ['Issue'],
    ...most(mostShown),
    description:
      'The issues of the entry that are merged into one of another enterprise, and those of other enterprises that are merged into one of its own, at most 50, newest first. They stay merged: reopenIssue opens one by itself again. 这条登记与别家之间已并案的问题,至多 50 个,新的在前;仍并在一起,可用 reopenIssue 单独重新打开。',
    resolve: (query, { subjectId }, _, context) => {
      const own = { enterpriseId: subjectId! }
      const others = { enterpriseId: { not: subjectId! } }
      const across = {
        OR: [
          { ...own, mergedInto: others },
          { ...others, mergedInto: own },
        ],
      }
      return db.issue.findMany({
        ...query,
        where: { AND: [across, visibleIssues(signedIn(context))] },
        orderBy: { id: 'desc' },
        take: mostShown,
      })
    },
  }),
})
