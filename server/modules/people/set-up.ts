import { randomUUID } from 'node:crypto'
import type { Role } from '#codegen/prisma/enums.ts'
import { writeEvents } from '#server/log/old-write.ts'
import { agenciesAmong } from '#server/modules/squads/load.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { accountEvents } from './events.ts'
import { hashPassword } from './passwords.ts'

/**
 * The values of a new account. An account with the role SQUAD, AGENCY or ENTERPRISE has the row id of its squad, agency
 * or enterprise, and no other of the three; accounts of all other roles have none.
 */
export type NewAccount = {
  username: string
  displayName: string
  role: Role
  squadId?: string | null
  agencyId?: string | null
  enterpriseId?: string | null
}

/**
 * Creates an account from a command on the server, when there is no account yet that could: for a new union, for practice
 * data and by `create-account`. Returns its row id. Without a password nobody can sign in to it. CONFLICT and INVALID as
 * in `insertAccount`.
 */
export async function setUpAccount(unionId: string, input: NewAccount & { password: string | null }): Promise<string> {
  const { password, ...account } = input
  const passwordHash = password === null ? null : await hashPassword(password)
  const id = randomUUID()
  await writeEvents(unionId, async (tx) => {
    await insertAccount(tx, unionId, id, account, passwordHash)
    return { subjectId: id, events: [accountEvents.created({ id }, { role: account.role })] }
  })
  return id
}

/**
 * Inserts the row of a new account. CONFLICT: the username is taken. INVALID: the squad, agency or enterprise that the
 * role needs is missing or is none of the union, or one is named that the role does not have.
 */
export async function insertAccount(
  tx: Tx,
  unionId: string,
  id: string,
  account: NewAccount,
  passwordHash: string | null,
): Promise<void> {
  await checkBelonging(tx, unionId, account)
  const username = account.username.trim().toLowerCase()
  const { count } = await tx.account.createMany({
    data: [{ ...account, id, unionId, username, passwordHash }],
    skipDuplicates: true,
  })
  if (!count) throw await usernameTaken(tx, unionId, username)
}

/** The error CONFLICT for a taken username. It names the account that has it, unless that is one of another union. */
async function usernameTaken(tx: Tx, unionId: string, username: string) {
  const holder = await tx.account.findFirst({ where: { username, unionId }, select: { id: true } })
  return conflict(
    { zh: '这个用户名已经有人用了。', en: 'This username is taken.' },
    holder ? globalId('Account', holder.id) : undefined,
  )
}

const belongsTo = { SQUAD: 'squadId', AGENCY: 'agencyId', ENTERPRISE: 'enterpriseId' } as const

async function checkBelonging(tx: Tx, unionId: string, account: NewAccount): Promise<void> {
  const needed = belongsTo[account.role as keyof typeof belongsTo]
  for (const field of Object.values(belongsTo)) {
    if (field !== needed && account[field]) {
      throw invalid(field, { zh: '这个角色不属于它。', en: 'An account of this role does not belong to one.' })
    }
  }
  if (!needed) return
  const where = { id: account[needed] ?? '', unionId }
  const found = account[needed] && (await countOf(tx, needed, where))
  if (!found) throw invalid(needed, { zh: '请选择它属于谁。', en: 'Say which one it belongs to.' })
}

async function countOf(
  tx: Tx,
  field: (typeof belongsTo)[keyof typeof belongsTo],
  where: { id: string; unionId: string },
) {
  if (field === 'squadId') return tx.squad.count({ where })
  if (field === 'agencyId') return (await agenciesAmong(tx, where.unionId, [where.id])).length
  return tx.enterprise.count({ where })
}
