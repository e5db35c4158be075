import type { Issue } from '#codegen/prisma/client.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visibleIssues } from './access.ts'

/** Loads an issue that the actor may see. NOT_FOUND where there is none. */
export async function loadIssue(tx: Tx, actor: Actor, id: string): Promise<Issue> {
  const issue = await tx.issue.findFirst({ where: { AND: [{ id }, visibleIssues(actor)] } })
  if (!issue) throw notFound('issueId')
  return issue
}

/** CONFLICT: the issue is closed. */
export const issueClosed = (id: string) =>
  conflict({ zh: '这个问题已经办结。', en: 'This issue is closed already.' }, globalId('Issue', id))

/**
 * The facts of an issue's events: what the wall shows of the issue, and how many open issues its enterprise has after
 * the event.
 */
export const issueFacts = ({ kind, category, severity, agencyId }: Issue, openIssues: number) => ({
  kind,
  category,
  severity,
  agencyId,
  openIssues,
})
