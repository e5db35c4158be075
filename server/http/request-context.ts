import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { cookieSecret } from '#server/modules/people/cookie.ts'
import { actorOf, sessionStillHolds } from '#server/modules/people/sessions.ts'
import type { Actor, Context, Holder } from '#server/platform/context.ts'
import type { Env } from '#server/platform/env.ts'
import type { Locale } from '#server/platform/errors.ts'
import { addressOf, ownOrigin } from './origin.ts'

const bearer = /^Bearer +([\w-]+)$/i

/** The token of an Authorization header or of connectionParams.authorization. */
export const bearerOf = (header: unknown): string | null =>
  (typeof header === 'string' && bearer.exec(header)?.[1]) || null

/** The session's cookie, as the browser sent it. */
export const cookieOf = (request: IncomingMessage, env: Env): string | null =>
  cookieSecret(ownOrigin(request, env), request.headers.cookie)

/** Chinese unless English is asked for before it. */
export function localeOf(languages: unknown): Locale {
  if (typeof languages !== 'string') return 'zh'
  const known = languages.split(',').map((each) => each.trim().slice(0, 2).toLowerCase())
  return known.find((each): each is Locale => each === 'en' || each === 'zh') ?? 'zh'
}

/** All that a context holds besides the actor: nothing here asks the database. */
export function anonymousContext(request: IncomingMessage, env: Env): Context {
  const holder: Holder = { actor: null }
  return {
    actor: null,
    holder,
    locale: localeOf(request.headers['accept-language']),
    requestId: randomUUID(),
    address: addressOf(request, env),
    origin: ownOrigin(request, env),
    async renew() {
      holder.actor = holder.actor && (await sessionStillHolds(holder.actor))
    },
  }
}

/** From now on the context is this actor's. */
export function hold(context: Context, actor: Actor | null): void {
  context.actor = actor
  context.holder.actor = actor
}

/** The context of an HTTP request. A bearer token goes before the cookie. */
export async function addActor(context: Context, request: IncomingMessage, response: ServerResponse, env: Env) {
  context.setHeader = (name, value) => response.appendHeader(name, value)
  hold(context, await actorOf(bearerOf(request.headers.authorization) ?? cookieOf(request, env)))
}
