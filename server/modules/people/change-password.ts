import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { Role } from '#codegen/prisma/enums.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { one, root } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { known } from '#server/platform/context.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import { db } from '#server/postgres/db.ts'
import { endSessions, readOpenSessions } from './end-sessions.ts'
import { accountEvents } from './events.ts'
import { checkChoice, checkPassword, hashPassword, newPassword } from './passwords.ts'
import { sessionStillHolds } from './sessions.ts'
import { attemptPassword } from './sign-in-audit.ts'
import { ViewerRef } from './viewer.ts'

const ChangePasswordInput = builder.inputType('ChangePasswordInput', {
  description: 'The old and the new password of the own account. 自己账号的旧密码与新密码。',
  fields: (t) => ({
    ...changeFields(t),
    current: t.string({
      validate: z.string().min(1).max(200),
      description: 'The password that you have now. 现在的密码。',
    }),
    password: t.string({
      validate: newPassword,
      description: 'The new password, 8 to 200 characters. 新密码,8 至 200 个字符。',
    }),
  }),
})

/** Everybody chooses their own password, which others then don't know. Browsers that signed in with the old one are signed out. */
export const changePassword = deed('changePassword', {
  does: {
    en: 'Changes the password of your own account. Browsers that signed in with the old one are signed out, except this one.',
    zh: '修改自己账号的密码;用旧密码登录的浏览器都会退出,正在操作的这一个除外。',
  },
  errors: {
    INVALID: {
      en: 'the old password is wrong, or the new one is the same, a common one, or holds a name',
      zh: '旧密码不对,或新密码与旧密码相同、太常见、含有用户名或姓名',
    },
  },
  input: ChangePasswordInput,
  roles: Object.values(Role),
  isFirst: true,
  unhashed: ['current', 'password'],
  async prepare({ clientId, current, password }, { accountId, sessionId, username }, address) {
    // whoever finds a browser that is signed in guesses as little as anybody else, and the audit has each guess
    const checked = await attemptPassword({ username, address, device: sessionId }, async () => {
      const { passwordHash } = await db.account.findUniqueOrThrow({ where: { id: accountId } })
      return (await checkPassword(current, passwordHash, true)) ? passwordHash : null
    })
    return { checked, passwordHash: await hashPassword(password, clientId) }
  },
  hashed: ({ passwordHash }) => ({ passwordHash }),
  load: ({ accountId, sessionId }) => ({
    lock: [root('Account', accountId)],
    read: {
      account: one<{ id: string; username: string; displayName: string; passwordHash: string | null }>(
        Prisma.sql`SELECT id, username, "displayName", "passwordHash" FROM "Account" WHERE id = ${accountId}::uuid`,
        () => notFound(),
      ),
      sessions: readOpenSessions(
        Prisma.sql`"accountId" = ${accountId}::uuid AND kind = 'BROWSER' AND id <> ${sessionId}::uuid`,
      ),
    },
  }),
  decide({ account, sessions }, { current, password }, { at, prepared: { checked, passwordHash } }) {
    if (!checked || checked !== account.passwordHash) throw wrongCurrent()
    if (password === current) throw samePassword()
    checkChoice(password, account)
    const ended = endSessions(account.id, sessions, 'password_set', at)
    return {
      subjectId: account.id,
      writes: [update('Account', account.id, { passwordHash, mustChangePassword: false }), ...ended.writes],
      events: [accountEvents.passwordSet(account, {}), ...ended.events],
    }
  },
  payload: (t) => ({
    viewer: t.field({
      type: ViewerRef,
      description: 'Your account, by which everything may be done now. 您的账号,现在可以正常使用。',
      resolve: async (_, __, context) => (await sessionStillHolds(known(context)))!,
    }),
  }),
})

const wrongCurrent = () => invalid('current', { zh: '旧密码不对。', en: 'The old password is wrong.' })

const samePassword = () =>
  invalid('password', { zh: '新密码与旧密码相同。', en: 'The new password is the same as the old one.' })
