import { changeFields, deed } from '#server/log/deed.ts'
import { root } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { accountEvents } from './events.ts'
import { accountConflict, accountLoad } from './load.ts'
import { accountPayload } from './payload.ts'
import { checkRank } from './ranks.ts'
import { checkRetirement, readRetirement } from './retirement.ts'

const EnableAccountInput = builder.inputType('EnableAccountInput', {
  description: 'Which disabled account is enabled again. 恢复哪个停用的账号。',
  fields: (t) => ({
    ...changeFields(t),
    accountId: t.id({ description: 'The global id of the disabled account. 停用的账号的编号。' }),
  }),
})

/**
 * Enables a disabled account, so that one can sign in to it again. Its sessions and tokens, which have ended, stay
 * ended, and its links revoked.
 */
export const enableAccount = deed('enableAccount', {
  does: {
    en: 'Enables a disabled account, so that people can sign in to it again. Its former sessions and tokens stay ended, and its former personal links revoked.',
    zh: '恢复停用的账号,可以重新登录;原有的会话、令牌与专用链接不恢复。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such account', zh: '找不到这个账号' },
    FORBIDDEN: { en: 'the account has a higher rank than you', zh: '这个账号的职级高于您' },
    CONFLICT: {
      en: 'the account is not disabled, its squad, agency, zone or enterprise is retired, or its member has left',
      zh: '这个账号没有停用,或其小分队、部门、片区、企业已停用,或队员已离队',
    },
  },
  input: EnableAccountInput,
  roles: ['COMMAND'],
  ids: { accountId: 'Account' },
  payload: accountPayload,
  load(actor, { accountId }) {
    const { lock, read } = accountLoad(actor, accountId)
    return {
      lock: [root('TradeUnion', actor.unionId), ...lock],
      read: { ...read, belonging: readRetirement(actor.unionId, accountId) },
    }
  },
  decide({ account, belonging }, _, { actor }) {
    checkRank(actor, account.rank)
    if (!account.disabledAt) {
      throw accountConflict(account, { zh: '这个账号没有停用。', en: 'This account is not disabled.' })
    }
    checkRetirement(belonging?.retirement)
    return {
      subjectId: account.id,
      writes: [update('Account', account.id, { disabledAt: null })],
      events: [accountEvents.enabled(account, {})],
    }
  },
})
