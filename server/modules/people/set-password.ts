import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { endSessions, readOpenSessions } from './end-sessions.ts'
import { accountEvents } from './events.ts'
import { accountLoad } from './load.ts'
import { hashPassword, newPassword } from './passwords.ts'
import { accountPayload } from './payload.ts'
import { checkRank } from './ranks.ts'

const SetPasswordInput = builder.inputType('SetPasswordInput', {
  description: 'Which account gets which new password. 为哪个账号设什么新密码。',
  fields: (t) => ({
    ...changeFields(t),
    accountId: t.id({ description: 'The global id of the account. 账号的编号。' }),
    password: t.string({
      validate: newPassword,
      description: 'The new password, 8 to 200 characters. 新密码,8 至 200 个字符。',
    }),
  }),
})

/** A new password. Browsers that signed in with the old one are signed out, except the one that changes it. */
export const setPassword = deed('setPassword', {
  does: {
    en: 'Sets a new password. Browsers that signed in with the old one are signed out, except the one that asks.',
    zh: '重设密码;用旧密码登录的浏览器都会退出,正在操作的这一个除外。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such account', zh: '找不到这个账号' },
    FORBIDDEN: { en: 'the account has a higher rank than you', zh: '这个账号的职级高于您' },
  },
  input: SetPasswordInput,
  roles: ['COMMAND'],
  ids: { accountId: 'Account' },
  unhashed: ['password'],
  prepare: ({ password, clientId }) => hashPassword(password, clientId),
  hashed: (passwordHash) => ({ passwordHash }),
  payload: accountPayload,
  load(actor, { accountId }) {
    const { lock, read } = accountLoad(actor, accountId)
    const others = Prisma.sql`"accountId" = ${accountId}::uuid AND kind = 'BROWSER' AND id <> ${actor.sessionId}::uuid`
    return { lock, read: { ...read, sessions: readOpenSessions(others) } }
  },
  decide({ account, sessions }, _, { at, actor, prepared: passwordHash }) {
    checkRank(actor, account.rank)
    const ended = endSessions(account.id, sessions, 'password_set', at)
    return {
      subjectId: account.id,
      writes: [update('Account', account.id, { passwordHash }), ...ended.writes],
      events: [accountEvents.passwordSet(account, {}), ...ended.events],
    }
  },
})
