import type { Account } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import type { Tx } from '#server/postgres/db.ts'
import { endSessions } from './end-sessions.ts'
import { accountEvents } from './events.ts'
import { accountConflict, loadAccount } from './load.ts'
import { accountPayload } from './payload.ts'

const DisableAccountInput = builder.inputType('DisableAccountInput', {
  description: 'Which account is disabled. 停用哪个账号。',
  fields: (t) => ({
    ...changeFields(t),
    accountId: t.id({ description: 'The global id of the account. 账号的编号。' }),
  }),
})

/**
 * Disables an account: nobody can sign in to it, and its sessions and tokens end. The last command account of a union
 * cannot be disabled.
 */
export const disableAccount = deed('disableAccount', {
  does: {
    en: 'Disables an account. Nobody can sign in to it any more, and its sessions and tokens end at once.',
    zh: '停用账号;不能再登录,其会话与令牌立即结束。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such account', zh: '找不到这个账号' },
    CONFLICT: {
      en: 'the account is disabled already, or is the last command account in use',
      zh: '已经停用,或是指挥中心最后一个可用的账号',
    },
  },
  input: DisableAccountInput,
  roles: ['COMMAND'],
  ids: { accountId: 'Account' },
  payload: accountPayload,
  async work(tx, { actor, input }) {
    await lockCommandAccounts(tx, actor.unionId)
    const account = await loadAccount(tx, actor, input.accountId)
    if (account.role === 'COMMAND' && !account.disabledAt) await checkNotLast(tx, account)
    const { count } = await tx.account.updateMany({
      where: { id: account.id, disabledAt: null },
      data: { disabledAt: now() },
    })
    if (!count) throw accountConflict(account, { zh: '这个账号已经停用。', en: 'This account is disabled already.' })
    const ended = await endSessions(tx, { accountId: account.id }, 'account_disabled')
    return { subjectId: account.id, events: [accountEvents.disabled(account, {}), ...ended] }
  },
})

/** Locks the union's command accounts, so that two of them cannot disable each other at the same time. */
const lockCommandAccounts = (tx: Tx, unionId: string) =>
  tx.$queryRaw`SELECT id FROM "Account" WHERE "unionId" = ${unionId}::uuid AND role = 'COMMAND' ORDER BY id FOR UPDATE`

/** CONFLICT where the union has no other command account in use. */
async function checkNotLast(tx: Tx, account: Account): Promise<void> {
  const others = await tx.account.count({
    where: { unionId: account.unionId, role: 'COMMAND', disabledAt: null, id: { not: account.id } },
  })
  if (others > 0) return
  throw accountConflict(account, {
    zh: '这是指挥中心最后一个可用的账号,不能停用。',
    en: 'This is the last command account in use: it stays.',
  })
}
