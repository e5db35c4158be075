import { type Account, Prisma, type Session } from '#codegen/prisma/client.ts'
import { many, type Read, type Root } from '#server/log/load.ts'
import { updateAll } from '#server/log/rows.ts'
import type { Decision } from '#server/log/write.ts'
import { endSessions } from './end-sessions.ts'
import { accountEvents } from './events.ts'

/** An account in use of a member of a squad, with its sessions that have not ended. */
export type MemberAccount = Pick<Account, 'id' | 'memberId'> & { sessions: Pick<Session, 'id'>[] }

/** The accounts of the members that a squad has and had. */
export const memberAccountRoots = (squadId: string): Root => ({
  kind: 'Account',
  ids: Prisma.sql`
    SELECT a.id FROM "SquadMember" m JOIN "Account" a ON a."memberId" = m.id WHERE m."squadId" = ${squadId}::uuid`,
})

/** Reads the accounts in use of the members that a squad has and had. */
export const readMemberAccounts = (squadId: string): Read<MemberAccount[]> =>
  many(Prisma.sql`
    SELECT a.id, a."memberId", coalesce((
      SELECT jsonb_agg(jsonb_build_object('id', s.id)) FROM "Session" s
      WHERE s."accountId" = a.id AND s."endedAt" IS NULL
    ), '[]') AS sessions
    FROM "SquadMember" m JOIN "Account" a ON a."memberId" = m.id
    WHERE m."squadId" = ${squadId}::uuid AND a."disabledAt" IS NULL
    ORDER BY a.id`)

/** What disables accounts whose members have left: each as by `disableAccount`, with its sessions. */
export function disableAccounts(accounts: readonly MemberAccount[], at: Date): Pick<Decision, 'writes' | 'events'> {
  if (accounts.length === 0) return { writes: [], events: [] }
  const ended = accounts.map(({ id, sessions }) => endSessions(id, sessions, 'account_disabled', at))
  return {
    writes: [
      updateAll(
        'Account',
        accounts.map(({ id }) => id),
        { disabledAt: at },
      ),
      ...ended.flatMap(({ writes }) => writes),
    ],
    events: [
      ...accounts.map((account) => accountEvents.disabled(account, {})),
      ...ended.flatMap(({ events }) => events),
    ],
  }
}
