import { type Account, Prisma, type Session, type SquadMember } from '#codegen/prisma/client.ts'
import { nothing, one, oneOrNull, type Read, root, rootsOf, value } from '#server/log/load.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, invalid, notFound, type Sentence } from '#server/platform/errors.ts'
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

/** Reads an account that the actor may see and that does not act by a link alone. NOT_FOUND where there is none. */
const readAccount = (actor: Actor, id: string): Read<Account> =>
  one(
    Prisma.sql`
      SELECT a.* FROM "Account" a
      WHERE a.id = ${id}::uuid AND a."issueId" IS NULL AND ${visibleAccounts.sql(actor, 'a')}`,
    () => notFound('accountId'),
  )

/** Reads how many accounts of chairs the union has in use, but for one that is named. */
export const readChairs = (unionId: string, but: string | null = null): Read<number> =>
  value(Prisma.sql`
    SELECT count(*) AS value FROM "Account"
    WHERE "unionId" = ${unionId}::uuid AND rank = 'CHAIR' AND "disabledAt" IS NULL AND id IS DISTINCT FROM ${but}::uuid`)

/** A member of a squad, and the account by which this person acts. */
export type Member = Pick<SquadMember, 'id' | 'name' | 'squadId' | 'retiredAt'> & { accountId: string | null }

/** Reads a member of a squad of the union; null where there is none or none is named. */
export const readMember = (unionId: string, id: string | null | undefined): Read<Member | null> =>
  id
    ? oneOrNull<Member>(Prisma.sql`
        SELECT m.id, m.name, m."squadId", m."retiredAt", a.id AS "accountId"
        FROM "SquadMember" m LEFT JOIN "Account" a ON a."memberId" = m.id
        WHERE m.id = ${id}::uuid AND m."unionId" = ${unionId}::uuid`)
    : nothing

/**
 * NOT_FOUND where the union has no such member. INVALID where the member is of another squad than the account, or has left
 * it. CONFLICT where the member has another account.
 */
export function checkMember(account: { id?: string; squadId?: string | null }, member: Member | null): void {
  if (!member) throw notFound('memberId')
  if (member.squadId !== account.squadId || member.retiredAt) {
    throw invalid('memberId', {
      zh: '请选择这支小分队的队员。',
      en: 'Choose a member of the squad of the account.',
    })
  }
  if (member.accountId && member.accountId !== account.id) {
    throw accountConflict(
      { id: member.accountId },
      { zh: '这名队员已有账号。', en: 'This member has an account already.' },
    )
  }
}

/** CONFLICT that gives the reason and names the account, so that the caller can read it again. */
export const accountConflict = ({ id }: Pick<Account, 'id'>, sentence: Sentence) =>
  conflict(sentence, globalId('Account', id))
