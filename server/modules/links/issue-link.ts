import { type Account, type PersonalLink, Prisma } from '#codegen/prisma/client.ts'
import { oneOrNull, type Read } from '#server/log/load.ts'
import { visibleIssues } from '#server/modules/issues/access.ts'
import { issueOver } from '#server/modules/issues/load.ts'
import { isOpen } from '#server/modules/issues/standing.ts'
import { hashOf } from '#server/modules/people/sessions.ts'
import { limitGuesses } from '#server/modules/people/sign-in-limits.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict } from '#server/platform/errors.ts'
import { db } from '#server/postgres/db.ts'
import { unknownLink } from './open.ts'
import { checkUsable, type LinkTimes, overError } from './state.ts'

/** A link for an issue with the account that acts by it, which is of one agency or one enterprise. */
export type IssueLink = PersonalLink & { account: Account }

/**
 * The link for an issue that has this secret. UNAUTHENTICATED where there is none, UNAVAILABLE where the address has guessed too
 * often, CONFLICT where the link is over.
 */
export async function issueLinkOf(secret: string, address: string): Promise<IssueLink> {
  const link = await limitGuesses(address, () =>
    db.personalLink.findUnique({
      where: { secretHash: hashOf(secret), purpose: 'ISSUE' },
      include: { account: true },
    }),
  )
  if (!link) throw unknownLink()
  checkUsable(link)
  return link
}

/**
 * Who acts by the link: the agency or the enterprise of its account. It has no session, and nothing but the mutations for such
 * links makes it: what these do and show concerns the link's issue alone, by the rights that an account of the agency or the
 * enterprise has.
 */
export function actorOf({ id: linkId, account }: IssueLink): Actor {
  const { id: accountId, unionId, role, agencyId, enterpriseId, username, displayName } = account
  const party = { role, agencyId, enterpriseId, squadId: null, zoneId: null, scopes: [], rank: null }
  return {
    ...party,
    accountId,
    unionId,
    unionIds: [unionId],
    sessionId: '',
    linkId,
    username,
    displayName,
    mustChangePassword: false,
  }
}

/** Reads why nobody acts by the link any more; null where it is not over. */
export const readOver = ({ id }: IssueLink): Read<Error | null> => {
  const { statement, from } = oneOrNull<LinkTimes>(Prisma.sql`
    SELECT l."expiresAt", l."openedAt", l."usedAt", l."revokedAt" FROM "PersonalLink" l
    JOIN "Account" a ON a.id = l."accountId" WHERE l.id = ${id}::uuid AND a."disabledAt" IS NULL`)
  return {
    statement,
    from: (rows) => {
      const link = from(rows)
      return link ? overError(link) : unknownLink()
    },
  }
}

/** The issue of the link, while it is open and the agency has a part of it; null after that. */
export const findOpenIssue = (link: IssueLink) =>
  db.issue
    .findFirst({
      where: { AND: [{ id: link.account.issueId! }, visibleIssues(actorOf(link))] },
      include: {
        enterprise: { include: { contacts: true } },
        parts: { where: { endedAt: null }, include: { agency: true } },
        union: { select: { name: true } },
      },
    })
    .then((issue) => (issue && isOpen(issue) ? issue : null))

/** CONFLICT, with a sentence for whoever holds the link: the issue is over, or the agency has no part of it any more. */
export async function issueGone(link: IssueLink): Promise<Error> {
  const where = { AND: [{ id: link.account.issueId! }, visibleIssues(actorOf(link))] }
  const issue = await db.issue.findFirst({ where, select: { id: true, state: true } })
  if (issue && !isOpen(issue)) return issueOver(issue)
  return conflict({
    zh: '这个问题已不由贵部门承办,不必再处理。',
    en: 'Your agency has no part of this issue any more: nothing is left to do.',
  })
}
