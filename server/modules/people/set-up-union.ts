import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { auditWrite } from '#server/log/audit.ts'
import { nothing, oneOrNull, type Read, value } from '#server/log/load.ts'
import { insert, update } from '#server/log/rows.ts'
import { type Decision, type Plan, writeEvents } from '#server/log/write.ts'
import { UnionLevelEnum } from '#server/modules/unions/enums.ts'
import { orNone, unionNames } from '#server/modules/unions/names.ts'
import { builder } from '#server/platform/builder.ts'
import { AppError, conflict } from '#server/platform/errors.ts'
import { isPublic } from '#server/platform/public.ts'
import { line } from '#server/platform/text.ts'
import { firstAccountLock } from '#server/postgres/locks.ts'
import { unionWithAccount } from './first-account.ts'
import { newUsername } from './new-account.ts'
import { checkChoice, hashPassword, newPassword } from './passwords.ts'
import { beginSession, type NewSession, sessionOf, sessionPayload } from './session-payload.ts'
import { begunFrom, hashOf, newSession, type Origin } from './sessions.ts'
import { findSetUpLink } from './set-up-link.ts'

const SetUpUnionInput = builder.inputType('SetUpUnionInput', {
  description: 'The first union of an empty system and its first account. 系统的第一个工会及其第一个账号。',
  fields: (t) => ({
    clientId: t.field({
      type: 'UUID',
      description:
        'A UUID that the page makes. The same one sent again with the same secret gets a session again, for a page whose answer was lost. 由页面生成的 UUID;答复丢失时,以同一 UUID 与链接重发可再次得到会话。',
    }),
    secret: t.string({
      validate: z.string().min(1).max(100),
      description:
        'What stands behind # in the set-up link that the server prints. 服务器显示的设置链接中 # 之后的内容。',
    }),
    level: t.field({
      type: UnionLevelEnum,
      description:
        'Whether it is a union of a sub-district, whose account is a command centre, or of a district. 是街道总工会(账号为指挥中心)还是区总工会。',
    }),
    name: t.string({
      validate: unionNames.name,
      description: 'The full name of the union, 1 to 60 characters. 工会的全称,1 至 60 字。',
    }),
    shortName: t.string({
      required: false,
      validate: unionNames.shortName,
      description: 'What the union is called in few words, at most 20 characters. 工会的简称,至多 20 字。',
    }),
    districtName: t.string({
      required: false,
      validate: unionNames.districtName,
      description:
        'The name of the district, at most 30 characters; not for a union of a district. 所在区的名称,至多 30 字;区总工会不填。',
    }),
    displayName: t.string({
      validate: line(1, 100),
      description: 'The name of the person, which others are shown, 1 to 100 characters. 姓名,给别人看,1 至 100 字。',
    }),
    username: t.string({
      validate: newUsername,
      description:
        'The name to sign in by: 2 to 40 letters, digits or the signs . _ -. Capital letters are kept as small ones. 用户名,2 至 40 个字母、数字或 . _ -;大写按小写保存。',
    }),
    password: t.string({
      validate: newPassword,
      description: 'The password, 8 to 200 characters. 密码,8 至 200 个字符。',
    }),
  }),
})

type Input = typeof SetUpUnionInput.$inferInput

builder.mutationField('setUpUnion', (t) =>
  t.field({
    ...isPublic,
    type: sessionPayload('SetUpUnionPayload'),
    description:
      'Makes the first union of an empty system and its first account, by the secret of the link that the server prints, and signs the account in. UNAUTHENTICATED: the link is wrong or expired. CONFLICT: the first account was made already. 凭服务器显示的链接,建立系统的第一个工会和第一个账号并登录。UNAUTHENTICATED:链接无效或已过期。CONFLICT:第一个账号已经建立。',
    args: {
      input: t.arg({
        type: SetUpUnionInput,
        description: 'The union and its first account. 工会及其第一个账号。',
      }),
    },
    resolve: async (_, { input }, context) => beginSession(context, await setUpUnion(input, context), 'BROWSER'),
  }),
)

/** Makes the union, the account and its session in one transaction; of two callers at once one does. */
async function setUpUnion(input: Input, origin: Origin): Promise<NewSession> {
  // nobody without the link makes this server compute the hash of a password
  if (!(await findSetUpLink(input.secret))) throw wrongLink
  checkChoice(input.password, input, 'input.password')
  const passwordHash = await hashPassword(input.password)
  const creation = creationOf(input, passwordHash)
  const from = begunFrom(origin)
  let secret = ''
  /** The session of the account, and the entry that it has signed in, as any account does. */
  const opened = (unionId: string, accountId: string) => {
    const session = newSession({ unionId, accountId, kind: 'BROWSER', ...from })
    secret = session.secret
    const { address } = origin
    return [insert('Session', session.row), auditWrite({ kind: 'SIGN_IN', unionId, accountId, address })]
  }
  const reads = { turn: waitForTurn, link: readLink(input.secret), hasAccounts }
  const plan: Plan<typeof reads, Decision> = {
    load: { lock: [], read: reads },
    decide({ link, hasAccounts }, at) {
      if (!link) throw wrongLink
      if (link.accountId && link.accountUnionId && link.clientId === input.clientId) {
        return { subjectId: link.accountId, writes: opened(link.accountUnionId, link.accountId), events: [] }
      }
      if (hasAccounts) throw isSetUp()
      if (link.expiresAt <= at) throw linkExpired
      const accountId = creation.subjectId
      const used = update('SetUpLink', link.id, { clientId: input.clientId, accountId })
      return { ...creation, writes: [...creation.writes, ...opened(creation.unionId, accountId), used] }
    },
  }
  await writeEvents(creation.unionId, plan, { address: origin.address })
  const session = await sessionOf(secret)
  if (!session) throw wrongLink
  return session
}

function creationOf(input: Input, passwordHash: string): Decision & { unionId: string } {
  const { level, name, shortName, districtName, displayName, username } = input
  const union = {
    level,
    name,
    shortName: orNone(shortName),
    districtName: level === 'DISTRICT' ? null : orNone(districtName),
  }
  return unionWithAccount(union, { username, displayName }, passwordHash)
}

/** Waits until no other call makes the first account; what is read after it shows what that call has made. */
const waitForTurn: Read<null> = {
  ...nothing,
  statement: Prisma.sql`SELECT pg_advisory_xact_lock(${firstAccountLock})::text`,
}

type Link = {
  id: string
  expiresAt: Date
  clientId: string | null
  accountId: string | null
  accountUnionId: string | null
}

const readLink = (secret: string): Read<Link | null> =>
  oneOrNull(Prisma.sql`
    SELECT l.id, l."expiresAt", l."clientId", l."accountId", a."unionId" AS "accountUnionId"
    FROM "SetUpLink" l LEFT JOIN "Account" a ON a.id = l."accountId" WHERE l."secretHash" = ${hashOf(secret)}`)

const hasAccounts: Read<boolean> = value(Prisma.sql`SELECT EXISTS (SELECT 1 FROM "Account") AS value`)

const wrongLink = new AppError('UNAUTHENTICATED', {
  zh: '设置链接无效。请打开服务器输出里最新的链接;找不到时重新启动服务,会显示新的链接。',
  en: 'The set-up link is wrong. Open the newest one in the output of the server; where you cannot find it, start the server again, and it prints a new one.',
})

const linkExpired = new AppError('UNAUTHENTICATED', {
  zh: '设置链接已过期(24 小时)。请重新启动服务,会显示新的链接。',
  en: 'The set-up link has expired after 24 hours: start the server again, and it prints a new one.',
})

const isSetUp = () =>
  conflict({
    zh: '系统已经设置好了:请用第一个账号登录,其他账号由它建立。',
    en: 'The system is set up already: sign in with the first account, which makes the others.',
  })
