import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { root, type State } from '#server/log/load.ts'
import { insert, update } from '#server/log/rows.ts'
import { type Decision, write } from '#server/log/write.ts'
import { endSessions, readOpenSessions } from '#server/modules/people/end-sessions.ts'
import { accountEvents } from '#server/modules/people/events.ts'
import { checkChoice, hashPassword, newPassword } from '#server/modules/people/passwords.ts'
import { beginSession, type NewSession, sessionOf, sessionPayload } from '#server/modules/people/session-payload.ts'
import { begunFrom, hashOf, newSession, type Origin, renewSecret } from '#server/modules/people/sessions.ts'
import { limitGuesses } from '#server/modules/people/sign-in-limits.ts'
import { builder } from '#server/platform/builder.ts'
import { minuteMs, now } from '#server/platform/clock.ts'
import { AppError, invalid } from '#server/platform/errors.ts'
import { isPublic } from '#server/platform/public.ts'
import { db } from '#server/postgres/db.ts'
import { linkEvents } from './events.ts'
import { type Link, readLink } from './load.ts'
import { checkUsable, stateOf } from './state.ts'

/** For how long a device whose answer was lost can ask for it again. */
const repeatMs = 15 * minuteMs

const OpenLinkInput = builder.inputType('OpenLinkInput', {
  description: 'What a device shows to use a personal link. 设备使用专用链接所需的内容。',
  fields: (t) => ({
    clientId: t.field({
      type: 'UUID',
      description:
        'A UUID that the device makes. The same one sent again within 15 minutes gets a session again, for a device whose answer was lost. 由设备生成的 UUID;15 分钟内重复发送,可再次得到会话。',
    }),
    secret: t.string({
      validate: z.string().min(1).max(100),
      description: 'What stands behind # in the address of the link. 链接网址中 # 之后的部分。',
    }),
    password: t.string({
      required: false,
      validate: newPassword,
      description:
        'The new password, 8 to 200 characters, for a link that sets one; left out for all others. 新密码,8 至 200 个字符,仅设置密码的链接填写。',
    }),
  }),
})

builder.mutationField('openLink', (t) =>
  t.field({
    ...isPublic,
    type: sessionPayload('OpenLinkPayload'),
    description:
      'Uses a personal link: sets the password and signs in, or signs this device in for long. UNAUTHENTICATED: there is no such link. CONFLICT: it was used, has expired, was revoked, or its account is disabled. INVALID: a link that sets a password has none. UNAVAILABLE: too many attempts have failed. 使用专用链接:设置密码并登录,或让本设备长期登录。UNAUTHENTICATED:没有这条链接。CONFLICT:已使用、已过期、已撤销,或账号已停用。INVALID:设置密码的链接未填密码。UNAVAILABLE:失败次数太多。',
    args: { input: t.arg({ type: OpenLinkInput, description: 'The secret of the link. 链接的密钥。' }) },
    resolve: async (_, { input }, context) => {
      const { session, kind } = await openLink(input, context)
      return beginSession(context, session, kind)
    },
  }),
)

/** UNAUTHENTICATED: no link has this secret. */
export const unknownLink = () =>
  new AppError('UNAUTHENTICATED', {
    zh: '没有这条链接,请检查网址是否完整。',
    en: 'There is no such link: check that the address is whole.',
  })

/** Opens the session of the person whose link it is, who is the author, as nobody is signed in. */
async function openLink(
  { secret, clientId, password }: typeof OpenLinkInput.$inferInput,
  origin: Origin,
): Promise<{ session: NewSession; kind: 'BROWSER' | 'DEVICE' }> {
  const link = await limitGuesses(origin.address, () =>
    db.personalLink.findUnique({
      where: { secretHash: hashOf(secret), purpose: { not: 'ISSUE' } },
      include: { account: { select: { rank: true, username: true, displayName: true } } },
    }),
  )
  if (!link) throw unknownLink()
  const isRepeat = link.usedAt !== null && now().getTime() - link.usedAt.getTime() < repeatMs
  if (!isRepeat || stateOf(link) !== 'USED') checkUsable(link)
  const { id, accountId } = link
  const setsPassword = link.purpose === 'SET_PASSWORD'
  if (setsPassword && !password) throw passwordNeeded()
  if (setsPassword && password) checkChoice(password, link.account, 'input.password')
  const passwordHash = setsPassword && password ? await hashPassword(password, clientId) : null
  const change = { clientId, link: id, passwordHash }
  const own = Prisma.sql`"accountId" = ${accountId}::uuid AND kind = 'BROWSER'`
  const author = { accountId, unionId: link.unionId, rank: link.account.rank }
  const load = {
    lock: [root('Account', accountId)],
    read: { current: readLink(Prisma.sql`l.id = ${id}::uuid`), sessions: readOpenSessions(own) },
  }
  const decide = ({ current, sessions }: State<typeof load.read>, at: Date) =>
    linkUsed(current, sessions, passwordHash, at, origin)
  const { decision, subjectId } = await write(author, 'openLink', change, { load, decide }, origin)
  const session = await sessionOf(decision?.secret ?? (await renewSecret(subjectId!)))
  if (!session) throw unknownLink()
  return { session, kind: setsPassword ? 'BROWSER' : 'DEVICE' }
}

/** What is written where a link is used. CONFLICT where it cannot be used any more. */
function linkUsed(
  link: Link,
  sessions: { id: string }[],
  passwordHash: string | null,
  at: Date,
  origin: Origin,
): Decision & { secret: string } {
  checkUsable(link)
  const { id, unionId, accountId, purpose } = link
  const used = [update('PersonalLink', id, { usedAt: at, openedAt: link.openedAt ?? at })]
  const usedEvent = linkEvents.used(link, { accountId, purpose })
  if (purpose === 'DEVICE') {
    const { row, secret } = newSession({ unionId, accountId, kind: 'DEVICE', linkId: id, ...begunFrom(origin) })
    return { subjectId: row.id, writes: [...used, insert('Session', row)], events: [usedEvent], secret }
  }
  const { row, secret } = newSession({ unionId, accountId, kind: 'BROWSER', ...begunFrom(origin) })
  const ended = endSessions(accountId, sessions, 'password_set', at)
  return {
    subjectId: row.id,
    writes: [
      ...used,
      update('Account', accountId, { passwordHash, mustChangePassword: false }),
      ...ended.writes,
      insert('Session', row),
    ],
    events: [usedEvent, accountEvents.passwordSet({ id: accountId }, {}), ...ended.events],
    secret,
  }
}

const passwordNeeded = () => invalid('input.password', { zh: '请设定密码。', en: 'Choose a password.' })
