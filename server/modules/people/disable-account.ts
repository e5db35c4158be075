import { type Account, Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { root, value } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { endSessions, readOpenSessions } from './end-sessions.ts'
import { accountEvents } from './events.ts'
import { accountConflict, accountLoad } from './load.ts'
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
  load(actor, { accountId }) {
    const { lock, read } = accountLoad(actor, accountId)
    return {
      lock: [root('TradeUnion', actor.unionId), ...lock],
      read: {
        ...read,
        otherCommands: value<number>(Prisma.sql`
          SELECT count(*) AS value FROM "Account" WHERE "unionId" = ${actor.unionId}::uuid AND role = 'COMMAND'
            AND "disabledAt" IS NULL AND id <> ${accountId}::uuid`),
        sessions: readOpenSessions(Prisma.sql`"accountId" = ${accountId}::uuid`),
      },
    }
  },
  decide({ account, otherCommands, sessions }, _, { at }) {
    if (account.disabledAt) {
      throw accountConflict(account, { zh: '这个账号已经停用。', en: 'This account is disabled already.' })
    }
    if (account.role === 'COMMAND' && otherCommands === 0) throw lastCommand(account)
    const ended = endSessions(account.id, sessions, 'account_disabled', at)
    return {
      subjectId: account.id,
      writes: [update('Account', account.id, { disabledAt: at }), ...ended.writes],
      events: [accountEvents.disabled(account, {}), ...ended.events],
    }
  },
})

/** CONFLICT: the union has no other command account in use. */
const lastCommand = (account: Account) =>
  accountConflict(account, {
    zh: '这是指挥中心最后一个可用的账号,不能停用。',
    en: 'This is the last command account in use: it stays.',
  })
