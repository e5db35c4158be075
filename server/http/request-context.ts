import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { cookieValue } from '#server/modules/people/cookie.ts'
import { sessionStillHolds } from '#server/modules/people/sessions.ts'
import type { Actor, Context, Holder } from '#server/platform/context.ts'
import type { Env } from '#server/platform/env.ts'
import type { Locale } from '#server/platform/errors.ts'
import { addressOf, ownOrigin } from './origin.ts'

const bearer = /^Bearer +([\w-]+)$/i

/** The token in an Authorization header or in connectionParams.authorization, or null. */
export const bearerOf = (header: unknown): string | null =>
  (typeof header === 'string' && bearer.exec(header)?.[1]) || null

/** The secret in the session's cookie, or null. */
export const cookieOf = (request: IncomingMessage, env: Env): string | null =>
  cookieValue(ownOrigin(request, env), 'sizhen', request.headers.cookie)

/**
 * The language for a list of languages as in Accept-Language: the first of Chinese and English in it; Chinese when it
 * has neither.
 */
export function localeOf(languages: unknown): Locale {
  if (typeof languages !== 'string') return 'zh'
  const known = languages.split(',').map((each) => each.trim().slice(0, 2).toLowerCase())
  return known.find((each): each is Locale => each === 'en' || each === 'zh') ?? 'zh'
}

/** The context of a request before its actor is known. It does not ask the database. */
export function anonymousContext(request: IncomingMessage, env: Env): Context {
  const holder: Holder = { actor: null }
  return {
    actor: null,
    holder,
    locale: localeOf(request.headers['accept-language']),
    requestId: randomUUID(),
    address: addressOf(request, env),
    userAgent: request.headers['user-agent'],
    deviceCookie: cookieValue(ownOrigin(request, env), 'sizhen-device', request.headers.cookie),
    origin: ownOrigin(request, env),
    async renew() {
      holder.actor = holder.actor && (await sessionStillHolds(holder.actor))
    },
  }
}

/** Sets the actor of a context and of its holder. */
export function setActor(context: Context, actor: Actor | null): void {
  context.actor = actor
  context.holder.actor = actor
}

/** The secret that an HTTP request shows, or null. A bearer token is used before a cookie. */
export const secretOf = (request: IncomingMessage, env: Env): string | null =>
  bearerOf(request.headers.authorization) ?? cookieOf(request, env)
