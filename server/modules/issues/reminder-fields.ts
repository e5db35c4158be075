import { batchLoader } from '#server/platform/batch-loader.ts'
import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { visibleIssues } from './access.ts'
import { numberOf } from './standing.ts'

builder.prismaObjectFields('Reminder', (t) => ({
  no: t.string({
    nullable: true,
    description:
      'The number of the issue, such as 2026-0042; null where it is about a measure. 问题编号,提醒措施时为空。',
    select: { issue: { select: { year: true, number: true } } },
    resolve: ({ issue }) => issue && numberOf(issue),
  }),
  issue: t.field({
    type: 'Issue',
    nullable: true,
    description:
      'The issue; null where it is about a measure, or where you may not see the issue, as a cadre, or an agency whose part has ended. 问题;提醒措施或无权查看时为空。',
    select: { issueId: true },
    resolve: ({ issueId }, _, context, info) =>
      issueId === null
        ? null
        : batchLoader({ context, info, key: 'issue' }, async (ids) => {
            const where = { AND: [{ id: { in: [...ids] } }, visibleIssues(signedIn(context))] }
            const rows = await db.issue.findMany({ where })
            return ids.map((id) => rows.find((row) => row.id === id) ?? null)
          }).load(issueId),
  }),
}))
