import { z } from 'zod'
import { type Account, Prisma } from '#codegen/prisma/client.ts'
import { auditWrite } from '#server/log/audit.ts'
import { type Read, root, value } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import { writeEvents } from '#server/log/write.ts'
import { builder } from '#server/platform/builder.ts'
import type { Context } from '#server/platform/context.ts'
import { AppError } from '#server/platform/errors.ts'
import { isPublic } from '#server/platform/public.ts'
import { db } from '#server/postgres/db.ts'
import { deviceOf } from './known-devices.ts'
import { checkPassword } from './passwords.ts'
import { beginSession, type NewSession, sessionOf, sessionPayload } from './session-payload.ts'
import { begunFrom, newSession, type Origin } from './sessions.ts'
import { attemptPassword } from './sign-in-audit.ts'

const SignInInput = builder.inputType('SignInInput', {
  description: 'The username and the password of an account. 账号的用户名与密码。',
  fields: (t) => ({
    username: t.string({
      validate: z.string().min(1).max(100),
      description: 'The username, in capital or small letters. 用户名,不分大小写。',
    }),
    password: t.string({
      validate: z.string().min(1).max(200),
      description: 'The password of the account. 账号的密码。',
    }),
  }),
})

builder.mutationField('signIn', (t) =>
  t.field({
    ...isPublic,
    type: sessionPayload('SignInPayload'),
    description:
      'Begins a session. UNAUTHENTICATED: the username or the password is wrong, or the account is disabled. UNAVAILABLE: too many attempts have failed; retryAfter says for how many seconds to wait. 登录。UNAUTHENTICATED:用户名或密码不对,或账号已停用。UNAVAILABLE:失败次数太多,retryAfter 为需等待的秒数。',
    args: {
      input: t.arg({
        type: SignInInput,
        description: 'The username and the password of the account. 账号的用户名与密码。',
      }),
    },
    resolve: async (_, { input }, context) => beginSession(context, await signIn(input, context), 'BROWSER'),
  }),
)

/**
 * Opens a session for a username and a password. UNAUTHENTICATED where one is wrong or the account is disabled; neither
 * the answer nor its time tells which. UNAVAILABLE after too many failures.
 */
async function signIn(input: typeof SignInInput.$inferInput, context: Context): Promise<NewSession> {
  const { address } = context
  const username = input.username.trim().toLowerCase()
  const named = await db.account.findUnique({ where: { username } })
  // it is looked for without an account too, so that the time does not tell whether there is one
  const device = await deviceOf(context, named?.id ?? null)
  const account = await attemptPassword({ username, address, device }, async () => {
    const passwordHash = named?.disabledAt ? null : (named?.passwordHash ?? null)
    const right = await checkPassword(input.password, passwordHash, device !== null)
    return right ? named : null
  })
  if (!account) throw wrongPassword
  const session = await sessionOf(await beginFor(account, context))
  if (!session) throw wrongPassword
  return session
}

/**
 * Opens a session of the account, and returns its secret. UNAUTHENTICATED where the account was disabled or got another
 * password since the password was checked: the session would outlive those that ended with it.
 */
async function beginFor({ id, unionId, passwordHash }: Account, origin: Origin): Promise<string> {
  const { row, secret } = newSession({ unionId, accountId: id, kind: 'BROWSER', ...begunFrom(origin) })
  await writeEvents(unionId, {
    load: { lock: [root('Account', id)], read: { isSame: readSame(id, passwordHash) } },
    decide({ isSame }) {
      if (!isSame) throw wrongPassword
      const signedIn = auditWrite({ kind: 'SIGN_IN', unionId, accountId: id, address: origin.address })
      return { subjectId: row.id, writes: [insert('Session', row), signedIn], events: [] }
    },
  })
  return secret
}

/** Reads whether the account has this password still and is in use. */
const readSame = (id: string, passwordHash: string | null): Read<boolean> =>
  value(Prisma.sql`
    SELECT "passwordHash" = ${passwordHash} AND "disabledAt" IS NULL AS value FROM "Account" WHERE id = ${id}::uuid`)

const wrongPassword = new AppError('UNAUTHENTICATED', {
  zh: '用户名或密码不对。',
  en: 'The username or the password is wrong.',
})
