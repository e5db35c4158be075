import { type Account, Prisma, type Session } from '#codegen/prisma/client.ts'
import { many, type Read, type Root, rootsOf } from '#server/log/load.ts'
import { updateAll } from '#server/log/rows.ts'
import type { Decision } from '#server/log/write.ts'
import { endSessions } from './end-sessions.ts'
import { accountEvents } from './events.ts'

/** The column of an account that names whom it belongs to. */
export type Belonging = 'squadId' | 'agencyId' | 'zoneId' | 'enterpriseId'

/** What disables an account: the row, and its sessions that have not ended. */
type Open = Pick<Account, 'id'> & { sessions: Pick<Session, 'id'>[] }

/** An account in use of a squad, an agency, a zone or an enterprise, with its sessions that have not ended. */
export type AccountInUse = Open & Pick<Account, 'memberId' | 'displayName'>

const belongsTo = (belonging: Belonging, id: string) => Prisma.sql`${Prisma.raw(`"${belonging}"`)} = ${id}::uuid`

/** The accounts that belong to a squad, an agency, a zone or an enterprise. Who makes another one has locked the union. */
export const accountsOf = (belonging: Belonging, id: string): Root =>
  rootsOf('Account', Prisma.sql`SELECT id FROM "Account" WHERE ${belongsTo(belonging, id)}`)

/** Reads those of them that are in use. */
export const readAccountsOf = (belonging: Belonging, id: string): Read<AccountInUse[]> =>
  many(Prisma.sql`
    SELECT a.id, a."memberId", a."displayName", coalesce((
      SELECT jsonb_agg(jsonb_build_object('id', s.id)) FROM "Session" s
      WHERE s."accountId" = a.id AND s."endedAt" IS NULL
    ), '[]') AS sessions
    FROM "Account" a WHERE ${belongsTo(belonging, id)} AND a."disabledAt" IS NULL
    ORDER BY a.id`)

/** What disables accounts, each with its sessions, its open links and events of its own. */
export function disableAccounts(accounts: readonly Open[], at: Date): Pick<Decision, 'writes' | 'events'> {
  if (accounts.length === 0) return { writes: [], events: [] }
  const ids = accounts.map(({ id }) => id)
  const ended = accounts.map(({ id, sessions }) => endSessions(id, sessions, 'account_disabled', at))
  return {
    writes: [
      updateAll('Account', ids, { disabledAt: at }),
      revokeLinks(ids, at),
      ...ended.flatMap(({ writes }) => writes),
    ],
    events: [
      ...accounts.map((account) => accountEvents.disabled(account, {})),
      ...ended.flatMap(({ events }) => events),
    ],
  }
}

/**
 * Revokes the links by which one could still get in, and those by which a device has signed in: who enables the account makes
 * new ones. A link that has set a password, or has expired, is over anyway.
 */
const revokeLinks = (accountIds: readonly string[], at: Date): Prisma.Sql => Prisma.sql`
  UPDATE "PersonalLink" SET "revokedAt" = ${at}::timestamptz
  WHERE "accountId" = ANY(${[...accountIds]}::uuid[]) AND "revokedAt" IS NULL
    AND CASE WHEN "usedAt" IS NULL THEN "expiresAt" > ${at}::timestamptz ELSE purpose = 'DEVICE' END`
