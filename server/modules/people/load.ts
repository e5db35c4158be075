import type { Account, Session } from '#codegen/prisma/client.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, notFound, type Sentence } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visibleAccounts, visibleTokens } from './access.ts'

/** Loads an account that the actor may see. NOT_FOUND where there is none. */
export async function loadAccount(tx: Tx, actor: Actor, id: string): Promise<Account> {
  const account = await tx.account.findFirst({ where: { AND: [{ id }, visibleAccounts(actor)] } })
  if (!account) throw notFound('accountId')
  return account
}

/** Loads a token that the actor may see. NOT_FOUND where there is none. */
export async function loadToken(tx: Tx, actor: Actor, id: string): Promise<Session> {
  const token = await tx.session.findFirst({ where: { AND: [{ id }, visibleTokens(actor)] } })
  if (!token) throw notFound('tokenId')
  return token
}

/** CONFLICT that gives the reason and names the account, so that the caller can read it again. */
export const accountConflict = ({ id }: Pick<Account, 'id'>, sentence: Sentence) =>
  conflict(sentence, globalId('Account', id))
