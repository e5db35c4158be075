import { type Issue, Prisma } from '#codegen/prisma/client.ts'
import { one, rootsOf } from '#server/log/load.ts'
import { readEnterpriseOf } from '#server/modules/enterprises/load.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { visibleIssues } from './access.ts'

/** The load of every deed on one issue. Whoever changes an issue locks its enterprise, which never changes. */
export function issueLoad(actor: Actor, id: string) {
  const enterpriseId = Prisma.sql`SELECT "enterpriseId" FROM "Issue" WHERE id = ${id}::uuid`
  const issue = Prisma.sql`SELECT i.* FROM "Issue" i WHERE i.id = ${id}::uuid AND ${visibleIssues.sql(actor, 'i')}`
  return {
    lock: [rootsOf('Enterprise', enterpriseId)],
    read: { issue: one<Issue>(issue, () => notFound('issueId')), enterprise: readEnterpriseOf(enterpriseId) },
  }
}

/** CONFLICT: the issue is closed. */
export const issueClosed = (id: string) =>
  conflict({ zh: '这个问题已经办结。', en: 'This issue is closed already.' }, globalId('Issue', id))

/**
 * The facts of an issue's events: what the wall shows of the issue, and how many open issues its enterprise has after
 * the event.
 */
export const issueFacts = (
  { kind, category, severity, agencyId }: Pick<Issue, 'kind' | 'category' | 'severity' | 'agencyId'>,
  openIssues: number,
) => ({
  kind,
  category,
  severity,
  agencyId,
  openIssues,
})
