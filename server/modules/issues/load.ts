import { type Issue, type IssuePart, Prisma } from '#codegen/prisma/client.ts'
import { many, one, type Root, rootsOf, value } from '#server/log/load.ts'
import { readCalendar } from '#server/modules/calendars/load.ts'
import { readEnterpriseOf } from '#server/modules/enterprises/load.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { visibleIssues } from './access.ts'
import { isOpen } from './standing.ts'

const enterpriseOf = (id: string) => Prisma.sql`SELECT "enterpriseId" FROM "Issue" WHERE id = ${id}::uuid`

/** Locks the enterprise of an issue, which only a merger changes. Whoever changes an issue has locked it. */
export const enterpriseOfIssue = (id: string): Root => rootsOf('Enterprise', enterpriseOf(id))

/** Keeps the agency that leads an issue in use while the issue is given to it again. */
export const keepLead = (id: string): Root => ({
  ...rootsOf('Agency', Prisma.sql`SELECT "agencyId" FROM "Issue" WHERE id = ${id}::uuid`),
  isShared: true,
})

/** Reads an issue that the actor may see. NOT_FOUND, on the field that gives the id, where there is none. */
export const readIssue = (actor: Actor, id: string, field = 'issueId') =>
  one<Issue>(Prisma.sql`SELECT i.* FROM "Issue" i WHERE i.id = ${id}::uuid AND ${visibleIssues.sql(actor, 'i')}`, () =>
    notFound(field),
  )

/** The load of every deed on one issue: the issue, its enterprise, what each agency has or had to do about it, and how time passes. */
export const issueLoad = (actor: Actor, id: string) => ({
  lock: [enterpriseOfIssue(id)],
  read: {
    issue: readIssue(actor, id),
    enterprise: readEnterpriseOf(enterpriseOf(id)),
    parts: many<IssuePart>(Prisma.sql`SELECT * FROM "IssuePart" WHERE "issueId" = ${id}::uuid ORDER BY id`),
    time: readCalendar(actor.unionId),
  },
})

/**
 * Reads whether the actor took or answered a part of the issue, or of one that was merged into it; by a link for an issue also
 * whether who made that link did. Who did does not close it: somebody else calls back.
 */
export const readHandled = ({ accountId, linkId }: Actor, id: string) =>
  value<boolean>(Prisma.sql`
    WITH RECURSIVE of_issue AS (
      SELECT ${id}::uuid AS id UNION SELECT d.id FROM of_issue o JOIN "Issue" d ON d."mergedIntoId" = o.id
    )
    SELECT EXISTS (
      SELECT 1 FROM of_issue o JOIN "IssuePart" p ON p."issueId" = o.id WHERE p."handlerIds" && ARRAY[
        ${accountId}::uuid, (SELECT "createdById" FROM "PersonalLink" WHERE id = ${linkId}::uuid AND purpose = 'ISSUE')]
    ) AS value`)

/** The load of a deed that whoever handled the issue may not do. */
export function handledLoad(actor: Actor, id: string) {
  const { lock, read } = issueLoad(actor, id)
  return { lock, read: { ...read, hasHandled: readHandled(actor, id) } }
}

/** CONFLICT where the issue is closed, voided or merged. */
export function checkOpen(issue: Pick<Issue, 'id' | 'state'>): void {
  if (!isOpen(issue)) throw issueOver(issue)
}

const sentences = {
  CLOSED: { zh: '这个问题已经办结。', en: 'This issue is closed already.' },
  VOIDED: { zh: '这个问题已经作废。', en: 'This issue was voided.' },
  MERGED: { zh: '这个问题已经并入另一个问题。', en: 'This issue was merged into another one.' },
}

/** CONFLICT: the issue is closed, voided or merged. */
export const issueOver = ({ id, state }: Pick<Issue, 'id' | 'state'>) =>
  conflict(sentences[state as keyof typeof sentences], globalId('Issue', id))
