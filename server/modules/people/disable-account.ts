import { type Account, Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { root } from '#server/log/load.ts'
import { builder } from '#server/platform/builder.ts'
import { disableAccounts } from './disabling.ts'
import { readOpenSessions } from './end-sessions.ts'
import { accountConflict, accountLoad, readChairs } from './load.ts'
import { accountPayload } from './payload.ts'
import { checkRank } from './ranks.ts'

const DisableAccountInput = builder.inputType('DisableAccountInput', {
  description: 'Which account is disabled. 停用哪个账号。',
  fields: (t) => ({
    ...changeFields(t),
    accountId: t.id({ description: 'The global id of the account. 账号的编号。' }),
  }),
})

/**
 * Disables an account: nobody can sign in to it, its sessions and tokens end, and its open links are revoked. The last chair
 * of a union cannot be disabled.
 */
export const disableAccount = deed('disableAccount', {
  does: {
    en: 'Disables an account. Nobody can sign in to it any more: its sessions and tokens end at once, and its open personal links are revoked.',
    zh: '停用账号;不能再登录,其会话与令牌立即结束,未用的专用链接随即撤销。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such account', zh: '找不到这个账号' },
    FORBIDDEN: { en: 'the account has a higher rank than you', zh: '这个账号的职级高于您' },
    CONFLICT: {
      en: 'the account is disabled already, or is that of the last chair in use',
      zh: '已经停用,或是最后一个可用的主席账号',
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
        otherChairs: readChairs(actor.unionId, accountId),
        sessions: readOpenSessions(Prisma.sql`"accountId" = ${accountId}::uuid`),
      },
    }
  },
  decide({ account, otherChairs, sessions }, _, { at, actor }) {
    checkRank(actor, account.rank)
    if (account.disabledAt) {
      throw accountConflict(account, { zh: '这个账号已经停用。', en: 'This account is disabled already.' })
    }
    if (account.rank === 'CHAIR' && otherChairs === 0) throw lastChair(account)
    return { subjectId: account.id, ...disableAccounts([{ id: account.id, sessions }], at) }
  },
})

/** CONFLICT: the union has no other chair whose account is in use. */
export const lastChair = (account: Account) =>
  accountConflict(account, {
    zh: '这是最后一个可用的主席账号,请先让别人当主席。',
    en: 'This is the last chair in use: make somebody else a chair first.',
  })
