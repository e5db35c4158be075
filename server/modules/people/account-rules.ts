import { randomUUID } from 'node:crypto'
import type { Account } from '#codegen/prisma/client.ts'
import { type Change, type Receipt, write } from '#server/log/write.ts'
import { type Actor, allow } from '#server/platform/context.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visibleAccounts } from './access.ts'
import { accountEvents } from './events.ts'
import { hashPassword } from './passwords.ts'
import { endSessions } from './session-events.ts'
import { insertAccount, type NewAccount } from './set-up.ts'

// A password never goes into write(): the receipt keeps a hash of the input that is too quick to guard one.

/** The command centre makes an account in its union; a district's is made on the server. */
export async function createAccount(
  actor: Actor,
  { password, ...input }: Change & NewAccount & { password?: string | null },
): Promise<Receipt> {
  allow(actor, 'COMMAND')
  const passwordHash = password ? await hashPassword(password) : null
  return write(actor, 'createAccount', input, async (tx) => {
    const { clientId: _, happenedAt: __, ...account } = input
    if (account.role === 'DISTRICT') {
      throw invalid('role', { zh: '区总工会的账号在服务器上建立。', en: 'A DISTRICT account is made on the server.' })
    }
    if (!passwordHash && account.role !== 'INTEGRATOR' && account.role !== 'WALL') {
      throw invalid('password', { zh: '请设定密码。', en: 'This role needs a password.' })
    }
    const id = randomUUID()
    await insertAccount(tx, actor.unionId, id, account, passwordHash)
    return { subjectId: id, events: [accountEvents.created({ id }, { role: account.role })] }
  })
}

type OnAccount = Change & { accountId: string }

/** Nobody gets in by this account any more; its sessions and tokens end. The union keeps one command account. */
export const disableAccount = (actor: Actor, input: OnAccount): Promise<Receipt> =>
  write(actor, 'disableAccount', input, async (tx, at) => {
    allow(actor, 'COMMAND')
    await lockCommand(tx, actor.unionId)
    const account = await loadAccount(tx, actor, input.accountId)
    if (account.role === 'COMMAND' && !account.disabledAt) await checkNotLast(tx, account)
    const { count } = await tx.account.updateMany({
      where: { id: account.id, disabledAt: null },
      data: { disabledAt: at },
    })
    if (!count) throw accountConflict(account, { zh: '这个账号已经停用。', en: 'This account is disabled already.' })
    const ended = await endSessions(tx, { accountId: account.id }, 'account_disabled')
    return { subjectId: account.id, events: [accountEvents.disabled(account, {}), ...ended] }
  })

/** The account may sign in again; what ended stays ended. */
export const enableAccount = (actor: Actor, input: OnAccount): Promise<Receipt> =>
  write(actor, 'enableAccount', input, async (tx) => {
    allow(actor, 'COMMAND')
    const account = await loadAccount(tx, actor, input.accountId)
    const { count } = await tx.account.updateMany({
      where: { id: account.id, disabledAt: { not: null } },
      data: { disabledAt: null },
    })
    if (!count) throw accountConflict(account, { zh: '这个账号没有停用。', en: 'This account is not disabled.' })
    return { subjectId: account.id, events: [accountEvents.enabled(account, {})] }
  })

/** A new password. Who signed in by the old one is signed out, except the one who changes it here. */
export async function setPassword(
  actor: Actor,
  { password, ...input }: OnAccount & { password: string },
): Promise<Receipt> {
  allow(actor, 'COMMAND')
  const passwordHash = await hashPassword(password)
  return write(actor, 'setPassword', input, async (tx) => {
    const account = await loadAccount(tx, actor, input.accountId)
    await tx.account.update({ where: { id: account.id }, data: { passwordHash } })
    const others = { accountId: account.id, kind: 'BROWSER' as const, id: { not: actor.sessionId } }
    const ended = await endSessions(tx, others, 'password_set')
    return { subjectId: account.id, events: [accountEvents.passwordSet(account, {}), ...ended] }
  })
}

/** An account that the actor may see, or NOT_FOUND. */
export async function loadAccount(tx: Tx, actor: Actor, id: string): Promise<Account> {
  const account = await tx.account.findFirst({ where: { AND: [{ id }, visibleAccounts(actor)] } })
  if (!account) throw notFound('accountId')
  return account
}

/** CONFLICT that shows the account as it stands now. */
export const accountConflict = (account: Account, sentence: { zh: string; en: string }) =>
  conflict(sentence, globalId('Account', account.id))

// two of them may not disable each other at once
const lockCommand = (tx: Tx, unionId: string) =>
  tx.$queryRaw`SELECT id FROM "Account" WHERE "unionId" = ${unionId}::uuid AND role = 'COMMAND' ORDER BY id FOR UPDATE`

async function checkNotLast(tx: Tx, { id, unionId }: Account): Promise<void> {
  const others = await tx.account.count({ where: { unionId, role: 'COMMAND', disabledAt: null, id: { not: id } } })
  if (others > 0) return
  throw conflict(
    { zh: '这是指挥中心最后一个可用的账号,不能停用。', en: 'This is the last command account in use: it stays.' },
    globalId('Account', id),
  )
}
