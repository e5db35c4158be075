import { z } from 'zod'
import type { SetUpLink } from '#codegen/prisma/client.ts'
import { builder } from '#server/platform/builder.ts'
import { dayMs, now } from '#server/platform/clock.ts'
import { isPublic } from '#server/platform/public.ts'
import { db } from '#server/postgres/db.ts'
import { hashOf, newSecret } from './sessions.ts'

const lifetimeMs = dayMs

/**
 * Makes the secret of the link by which the first account is made, and voids the one before. Null where there is an account
 * already.
 */
export async function makeSetUpSecret(): Promise<string | null> {
  if (await hasAccounts()) return null
  const secret = newSecret()
  const createdAt = now()
  const expiresAt = new Date(createdAt.getTime() + lifetimeMs)
  await db.$transaction([
    db.setUpLink.deleteMany(),
    db.setUpLink.create({ data: { secretHash: hashOf(secret), createdAt, expiresAt } }),
  ])
  return secret
}

/** The link with this secret; null where there is none, or no longer. */
export const findSetUpLink = (secret: string): Promise<SetUpLink | null> =>
  db.setUpLink.findUnique({ where: { secretHash: hashOf(secret) } })

const hasAccounts = async (): Promise<boolean> => (await db.account.findFirst({ select: { id: true } })) !== null

const SetUpStateEnum = builder.enumType('SetUpState', {
  description: 'Whether the system still waits for its first account. 系统是否还在等待建立第一个账号。',
  values: {
    DONE: { description: 'There are accounts: sign in. 已有账号,请登录。' },
    OPEN: {
      description:
        'There is no account yet, and this secret can make the first one. 还没有账号,凭此链接可以建立第一个账号。',
    },
    EXPIRED: {
      description:
        'There is no account yet, and the link with this secret has expired; the server prints a new one when it is started again. 还没有账号,但此链接已过期;重新启动服务会显示新的链接。',
    },
    CLOSED: {
      description:
        'There is no account yet, and no link has this secret. The link stands in the output of the server. 还没有账号,此链接无效;有效的链接在服务器的输出里。',
    },
  } as const,
})

builder.queryField('setUpState', (t) =>
  t.field({
    type: SetUpStateEnum,
    ...isPublic,
    skipTypeScopes: true,
    description:
      'Whether the first account is still to be made, and whether this secret of a set-up link can do so. Anyone may ask, also without an account. 是否还没有第一个账号,以及此设置链接是否可用;未登录也可查询。',
    args: {
      secret: t.arg.string({
        required: false,
        validate: z.string().max(100),
        description: 'What stands behind # in the set-up link. 设置链接中 # 之后的内容。',
      }),
    },
    resolve: async (_, { secret }) => {
      if (await hasAccounts()) return 'DONE'
      const link = secret ? await findSetUpLink(secret) : null
      if (!link) return 'CLOSED'
      return link.expiresAt <= now() ? 'EXPIRED' : 'OPEN'
    },
  }),
)
