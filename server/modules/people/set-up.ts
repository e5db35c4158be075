import { randomUUID } from 'node:crypto'
import type { Role } from '#codegen/prisma/enums.ts'
import { record } from '#server/log/write.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { accountEvents } from './events.ts'
import { hashPassword } from './passwords.ts'

/** What an account is made of. A squad's, agency's or enterprise's account belongs to exactly one of them. */
export type NewAccount = {
  username: string
  displayName: string
  role: Role
  squadId?: string | null
  agencyId?: string | null
  enterpriseId?: string | null
}

/** An account made on the server, where there is nobody yet who could: set-up, practice data, `create-account`. */
export async function setUpAccount(unionId: string, input: NewAccount & { password: string | null }): Promise<string> {
  const { password, ...account } = input
  const passwordHash = password === null ? null : await hashPassword(password)
  const id = randomUUID()
  await record(unionId, async (tx) => {
    await insertAccount(tx, unionId, id, account, passwordHash)
    return { subjectId: id, events: [accountEvents.created({ id }, { role: account.role })] }
  })
  return id
}

/** The row of a new account, after the checks that hold whoever makes it. */
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

/** Shows whose it is, but for another union's account. */
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

function countOf(tx: Tx, field: (typeof belongsTo)[keyof typeof belongsTo], where: { id: string; unionId: string }) {
  if (field === 'squadId') return tx.squad.count({ where })
  return field === 'agencyId' ? tx.agency.count({ where }) : tx.enterprise.count({ where })
}
