import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { invalid } from '#server/platform/errors.ts'
import { endSessions, readOpenSessions } from './end-sessions.ts'
import { accountEvents } from './events.ts'
import { accountLoad } from './load.ts'
import { checkChoice, hashPassword, newPassword } from './passwords.ts'
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

/** A new password for somebody else, who has forgotten the old one. Browsers that signed in with that are signed out. */
export const setPassword = deed('setPassword', {
  does: {
    en: 'Sets a new password for somebody else, who has to change it after the next sign-in. Browsers that signed in with the old one are signed out.',
    zh: '为别人重设密码,本人下次登录后须修改;用旧密码登录的浏览器都会退出。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such account', zh: '找不到这个账号' },
    INVALID: {
      en: 'the account is your own, which changePassword is for, or the password is a common one or holds a name',
      zh: '这是您自己的账号(请用 changePassword),或密码太常见、含有用户名或姓名',
    },
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
    const own = Prisma.sql`"accountId" = ${accountId}::uuid AND kind = 'BROWSER'`
    return { lock, read: { ...read, sessions: readOpenSessions(own) } }
  },
  decide({ account, sessions }, { password }, { at, actor, prepared: passwordHash }) {
    checkRank(actor, account.rank)
    if (account.id === actor.accountId) throw ownAccount()
    checkChoice(password, account)
    const ended = endSessions(account.id, sessions, 'password_set', at)
    return {
      subjectId: account.id,
      writes: [update('Account', account.id, { passwordHash, mustChangePassword: true }), ...ended.writes],
      events: [accountEvents.passwordSet(account, {}), ...ended.events],
    }
  },
})

const ownAccount = () =>
  invalid('accountId', {
    zh: '这是您自己的账号,请用“修改密码”,并填写旧密码。',
    en: 'This account is your own: change its password by the old one.',
  })
