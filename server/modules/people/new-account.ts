import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import type { CommandRank, Role } from '#codegen/prisma/enums.ts'
import { nothing, type Read, root, sharedRoot, value } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import type { Decision, Uniqueness } from '#server/log/write.ts'
import { now } from '#server/platform/clock.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { accountEvents } from './events.ts'
import { checkMember, type Member, readChairs, readMember } from './load.ts'
import { usualRank } from './ranks.ts'

/**
 * The values of a new account. An account with the role SQUAD, AGENCY, ENTERPRISE or CADRE has the row id of its squad, agency,
 * enterprise or zone, and no other of the four; accounts of all other roles have none. One of a squad may be that of a member.
 */
export type NewAccount = {
  username: string
  displayName: string
  role: Role
  rank?: CommandRank | null
  squadId?: string | null
  agencyId?: string | null
  enterpriseId?: string | null
  zoneId?: string | null
  memberId?: string | null
  /** True where somebody else has set the password. */
  mustChangePassword?: boolean
}

/** The name to sign in by: letters, digits and a few signs. */
export const newUsername = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}._-]{2,40}$/u)

/** Whom an account of each role belongs to: the field that names it, and its table. */
const belongings = {
  SQUAD: { field: 'squadId', table: 'Squad' },
  AGENCY: { field: 'agencyId', table: 'Agency' },
  ENTERPRISE: { field: 'enterpriseId', table: 'Enterprise' },
  CADRE: { field: 'zoneId', table: 'Zone' },
} as const

const belongingOf = (role: Role) => (role in belongings ? belongings[role as keyof typeof belongings] : null)

/** What is read before an account is made. */
type Surroundings = { belongs: boolean | null; member: Member | null; chairs: number }

/** The load of every change that makes an account: whether the union has what it names. */
export const newAccountLoad = (unionId: string, account: NewAccount) => ({
  // the id of a double means the other entry
  lock: [
    root('TradeUnion', unionId),
    ...(account.enterpriseId ? [sharedRoot('Enterprise', account.enterpriseId)] : []),
  ],
  read: {
    belongs: readBelonging(unionId, account),
    member: readMember(unionId, account.memberId),
    chairs: readChairs(unionId),
  },
})

/** Reads whether what the account's role needs is of the union and in use; null where the role needs nothing or nothing is named. */
function readBelonging(unionId: string, account: NewAccount): Read<boolean | null> {
  const needed = belongingOf(account.role)
  const id = needed && account[needed.field]
  if (!needed || !id) return nothing
  const table = Prisma.raw(`"${needed.table}"`)
  return value(Prisma.sql`
    SELECT EXISTS (
      SELECT 1 FROM ${table} WHERE id = ${id}::uuid AND "unionId" = ${unionId}::uuid AND "retiredAt" IS NULL) AS value`)
}

/**
 * What a change decides that makes an account. CONFLICT: the username is taken, or the member has an account. INVALID: the
 * squad, agency, enterprise or zone that the role needs is missing or is none of the union, one is named that the role does not
 * have, or the member is none of the squad. The first account of a command centre is its chair's.
 */
export function accountCreation(
  unionId: string,
  account: NewAccount,
  passwordHash: string | null,
  { belongs, member, chairs }: Surroundings,
): Decision {
  if (account.memberId) checkMember(account, member)
  checkBelonging(account, belongs)
  const rank = rankFor(account, chairs)
  const { id, username, writes } = insertAccount(unionId, { ...account, rank }, passwordHash)
  return {
    subjectId: id,
    writes,
    events: [accountEvents.created({ id }, { role: account.role })],
    uniqueness: usernameUniqueness(unionId, username),
  }
}

/** The id and the username of a new account, and what writes its row. */
export function insertAccount(
  unionId: string,
  account: NewAccount,
  passwordHash: string | null,
): { id: string; username: string; writes: Prisma.Sql[] } {
  const row = accountRow(unionId, account, passwordHash)
  return { id: row.id, username: row.username, writes: [insert('Account', row)] }
}

/** The row of a new account. It has all columns, so that rows of several roles can be inserted together. */
export function accountRow(unionId: string, account: NewAccount, passwordHash: string | null) {
  const { displayName, role, rank = null, squadId = null, agencyId = null } = account
  const { enterpriseId = null, zoneId = null, memberId = null, mustChangePassword = false } = account
  const belonging = { squadId, agencyId, enterpriseId, zoneId, memberId }
  const username = account.username.trim().toLowerCase()
  return {
    id: newId(),
    unionId,
    username,
    displayName,
    role,
    rank,
    passwordHash,
    mustChangePassword,
    ...belonging,
    createdAt: now(),
  }
}

/** That no two accounts have one username, in whatever unions. */
export const usernameUniqueness = (unionId: string, username: string): Uniqueness => ({
  index: 'Account_username_key',
  conflict: readUsernameTaken(unionId, username),
})

/** Reads the error CONFLICT for a taken username. It names the account that has it, unless that is one of another union. */
const readUsernameTaken = (unionId: string, username: string): Read<Error> => ({
  statement: Prisma.sql`SELECT id FROM "Account" WHERE username = ${username} AND "unionId" = ${unionId}::uuid`,
  from: ([holder]: { id: string }[]) => usernameTaken(holder?.id),
})

/**
 * CONFLICT: the username cannot be had. The account that has it is shown where it is one of the union; nothing is said of other
 * unions.
 */
export const usernameTaken = (holderId?: string) =>
  conflict(
    { zh: '这个用户名不能用,请换一个。', en: 'This username cannot be had: choose another one.' },
    holderId && globalId('Account', holderId),
  )

/** The rank of a new account. INVALID where one is named for another role than COMMAND. */
function rankFor({ role, rank }: NewAccount, chairs: number): CommandRank | null {
  if (role === 'COMMAND') return chairs === 0 ? 'CHAIR' : (rank ?? usualRank)
  if (rank) throw noRank()
  return null
}

/** INVALID for the rank of an account that is none of the command centre. */
export const noRank = () =>
  invalid('rank', { zh: '只有指挥中心的账号有职级。', en: 'Only accounts of the command centre have a rank.' })

/** INVALID where an account does not name whom its role belongs to, or names another. */
function checkBelonging(account: NewAccount, belongs: boolean | null): void {
  const needed = belongingOf(account.role)
  for (const { field } of Object.values(belongings)) {
    if (field !== needed?.field && account[field]) {
      throw invalid(field, { zh: '这个角色不属于它。', en: 'An account of this role does not belong to one.' })
    }
  }
  if (needed && !belongs) throw invalid(needed.field, { zh: '请选择它属于谁。', en: 'Say which one it belongs to.' })
}
