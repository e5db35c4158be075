import { type Account, type PersonalLink, Prisma } from '#codegen/prisma/client.ts'
import { one, type Read, rootsOf } from '#server/log/load.ts'
import { notFound } from '#server/platform/errors.ts'

/** A link as a deed reads it, with the rank of its account. */
export type Link = PersonalLink & { account: Pick<Account, 'rank'> }

/** Locks the account of a link. Whoever makes, uses or revokes a link of an account has locked that account. */
export const accountOfLink = (id: string) =>
  rootsOf('Account', Prisma.sql`SELECT "accountId" FROM "PersonalLink" WHERE id = ${id}::uuid`)

/** Reads a link for which the condition about its columns holds; the table is called l. NOT_FOUND where there is none. */
export const readLink = (where: Prisma.Sql): Read<Link> =>
  one(
    Prisma.sql`
      SELECT l.*, jsonb_build_object('rank', a.rank) AS account
      FROM "PersonalLink" l JOIN "Account" a ON a.id = l."accountId" WHERE ${where}`,
    () => notFound('linkId'),
  )
