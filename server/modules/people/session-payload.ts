import { builder } from '#server/platform/builder.ts'
import { dayMs } from '#server/platform/clock.ts'
import type { Actor, Context } from '#server/platform/context.ts'
import { sessionCookie } from './cookie.ts'
import { rememberDevice } from './known-devices.ts'
import { actorOf, lifetimes } from './sessions.ts'
import { ViewerRef } from './viewer.ts'

/** A session that was just opened: its secret, and the actor that holds it. */
export type NewSession = { secret: string; actor: Actor }

/** The payload of a mutation that opens a session. */
export const sessionPayload = (name: string) =>
  builder.objectRef<NewSession>(name).implement({
    description: 'A session that has just begun; a browser gets it as a cookie too. 新的会话;浏览器同时得到 Cookie。',
    fields: (t) => ({
      token: t.string({
        description: 'The secret of the session, for the Authorization header. 会话的令牌,用于 Authorization 请求头。',
        resolve: ({ secret }) => secret,
      }),
      viewer: t.field({
        type: ViewerRef,
        description: 'The account that holds the session. 持有会话的账号。',
        resolve: ({ actor }) => actor,
      }),
    }),
  })

/** The session that has this secret; null where it has ended already. */
export async function sessionOf(secret: string | null): Promise<NewSession | null> {
  const actor = await actorOf(secret)
  return secret && actor ? { secret, actor } : null
}

type Kind = 'BROWSER' | 'WALL' | 'DEVICE'

/** No browser keeps a cookie for longer. */
const longestCookieMs = 400 * dayMs

/** How long a browser keeps the cookie of a session. That of a personal device outlives any pause that its session outlives. */
const cookieMs = (kind: Kind) => (kind === 'DEVICE' ? longestCookieMs : lifetimes[kind].total)

/** Sets the cookie of the new session, and makes its holder the actor of the rest of the request. */
export async function beginSession(context: Context, session: NewSession, kind: Kind): Promise<NewSession> {
  context.actor = session.actor
  context.setHeader?.('set-cookie', sessionCookie(context.origin, session.secret, cookieMs(kind) / 1000))
  if (kind === 'BROWSER') await rememberDevice(context, session.actor.accountId)
  return session
}
