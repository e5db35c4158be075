import { type Account, Prisma, type Session } from '#codegen/prisma/client.ts'
import { one, type Read, root, rootsOf } from '#server/log/load.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, notFound, type Sentence } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { visibleAccounts, visibleSessions } from './access.ts'

/**
 * The load of every deed on one account. Whoever changes an account, or opens or ends its sessions, locks the account;
 * whoever changes how many accounts in use a union has locks the union as well.
 */
export const accountLoad = (actor: Actor, id: string) => ({
  lock: [root('Account', id)],
  read: { account: readAccount(actor, id) },
})

/** The load of every deed on one token. A token is a session of an account, which is locked. */
export function tokenLoad(actor: Actor, id: string) {
  const token = Prisma.sql`
    SELECT s.* FROM "Session" s
    WHERE s.id = ${id}::uuid AND s.kind = 'TOKEN' AND ${visibleSessions.sql(actor, 's')}`
  return {
    lock: [rootsOf('Account', Prisma.sql`SELECT "accountId" FROM "Session" WHERE id = ${id}::uuid`)],
    read: { token: one<Session>(token, () => notFound('tokenId')) },
  }
}

/** Reads an account that the actor may see. NOT_FOUND where there is none. */
const readAccount = (actor: Actor, id: string): Read<Account> =>
  one(Prisma.sql`SELECT a.* FROM "Account" a WHERE a.id = ${id}::uuid AND ${visibleAccounts.sql(actor, 'a')}`, () =>
    notFound('accountId'),
  )

/** CONFLICT that gives the reason and names the account, so that the caller can read it again. */
export const accountConflict = ({ id }: Pick<Account, 'id'>, sentence: Sentence) =>
  conflict(sentence, globalId('Account', id))
