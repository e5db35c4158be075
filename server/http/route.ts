import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { YogaServerInstance } from 'graphql-yoga'
import { type Context, sessionOver, signInFirst } from '#server/platform/context.ts'
import { withDeadline } from '#server/platform/deadline.ts'
import type { Env } from '#server/platform/env.ts'
import { AppError } from '#server/platform/errors.ts'
import { logger } from '#server/platform/logger.ts'
import { strangersLimit } from './bodies.ts'
import { maskForCaller } from './masking.ts'
import { csrfHeader, senderOf } from './origin.ts'
import { deadToken, rememberedActor } from './remembered-actors.ts'
import { anonymousContext, bearerOf, secretOf, setActor } from './request-context.ts'
import { type Strangers, TooManyStrangers } from './strangers.ts'

type RouteOptions = { yoga: YogaServerInstance<Context, object>; env: Env; strangers: Strangers }

/**
 * Answers a GraphQL request. Before Yoga gets it, a request that is neither a POST nor a GET is answered 405, one that another
 * site may have caused 403, one whose sender cannot be found out in time 503, and of a sender without a session one of too
 * many 429 and one with a file or a large body 401, whose bytes are not read. So is one with a token of no session (RFC 6750).
 * Each has an error in the form of the API.
 */
export async function answerGraphQL(
  request: IncomingMessage,
  response: ServerResponse,
  { yoga, env, strangers }: RouteOptions,
): Promise<void> {
  const context = anonymousContext(request, env)
  response.setHeader('x-request-id', context.requestId)
  response.setHeader('cache-control', 'no-store')
  if (request.method !== 'POST' && request.method !== 'GET') {
    response.setHeader('allow', 'GET, POST')
    return fail(response, 405, context, wrongMethod)
  }
  if (isForged(request, env)) return fail(response, 403, context, forged)
  context.setHeader = (name, value) => response.appendHeader(name, value)
  const secret = secretOf(request, env)
  const isBearer = bearerOf(request.headers.authorization) !== null
  const known = rememberedActor(secret)
  if (known) {
    context.remembered = { secret: secret!, isBearer }
    setActor(context, known)
    strangers.welcome(context)
  } else {
    const began = performance.now()
    try {
      const reading = () => strangers.readActor(context, secret)
      setActor(context, await withDeadline(env.REQUEST_TIMEOUT_MS, reading))
    } catch (error) {
      const isTooOften = error instanceof TooManyStrangers
      if (isTooOften) warnOfProxy(request, env)
      return fail(response, isTooOften ? 429 : 503, context, error)
    }
    context.spentMs = performance.now() - began
    if (!context.actor && isBearer) return fail(response, 401, context, sessionOver(), deadToken)
    if (!context.actor && isLarge(request)) {
      return fail(response, 401, context, signInFirst(), { 'www-authenticate': 'Bearer' })
    }
  }
  await yoga(request, response, context)
}

/**
 * Whether another site may have caused the request: it comes from a foreign page, or it has a cookie and no origin. A
 * request with a token is not forged. Browsers send no origin with a GET to the page's own server, and so one with a
 * cookie must have the header that a foreign page cannot set.
 */
function isForged(request: IncomingMessage, env: Env): boolean {
  const sender = senderOf(request, env)
  if (sender === 'own' || bearerOf(request.headers.authorization)) return false
  if (sender === 'none' && request.method === 'GET' && request.headers[csrfHeader] !== undefined) return false
  return sender === 'foreign' || request.headers.cookie !== undefined
}

let hasWarned = false

/** Behind a proxy that is not ours all callers have one address, and share what an address may ask. */
function warnOfProxy({ headers }: IncomingMessage, { TRUST_PROXY }: Env): void {
  if (hasWarned || TRUST_PROXY > 0 || headers['x-forwarded-for'] === undefined) return
  hasWarned = true
  logger.warn('callers come through a proxy and share one address: set TRUST_PROXY to the number of your proxies')
}

/** Whether a request has a form, or more bytes than a caller without a session may send. */
const isLarge = ({ headers }: IncomingMessage): boolean =>
  /^multipart\//i.test(headers['content-type'] ?? '') || Number(headers['content-length'] ?? 0) > strangersLimit

/** Answers with an error. The connection ends with it, so that what is left of the body is never read. */
function fail(
  response: ServerResponse,
  status: number,
  context: Context,
  error: unknown,
  headers: OutgoingHttpHeaders = {},
): void {
  const masked = maskForCaller(error, context)
  const { retryAfter } = masked.extensions
  if (typeof retryAfter === 'number') response.setHeader('retry-after', retryAfter)
  response
    .writeHead(status, { ...headers, 'content-type': 'application/json; charset=utf-8', connection: 'close' })
    .end(JSON.stringify({ errors: [masked] }))
}

const wrongMethod = new AppError('INVALID', {
  zh: '请用 POST 发送 GraphQL 请求,查询也可用 GET。',
  en: 'GraphQL requests are sent by POST, queries by GET as well.',
})
const forged = new AppError('FORBIDDEN', { zh: '请求来自别的网站。', en: 'The request comes from another site.' })
