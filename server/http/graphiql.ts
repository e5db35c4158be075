import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from '#server/platform/context.ts'
import type { Env } from '#server/platform/env.ts'
import { ownOrigin } from './origin.ts'
import { addActor, anonymousContext } from './request-context.ts'

/** Whether a browser asks for a page at the address of the API, as it does when a person opens it. */
export const wantsGraphiql = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' && (headers.accept ?? '').includes('text/html')

/**
 * Answers with the page of GraphiQL for those who may read the schema, redirects others to the sign-in page, and answers 403
 * to those who are signed in and may not. The page has its scripts inline, so it alone has a content security policy that
 * allows them.
 */
export async function answerGraphiql(
  request: IncomingMessage,
  response: ServerResponse,
  env: Env,
  mayIntrospect: (context: Context) => boolean,
): Promise<void> {
  const context = anonymousContext(request, env)
  await addActor(context, request, response, env)
  if (!context.actor) return void response.writeHead(303, { location: '/login' }).end()
  if (!mayIntrospect(context)) {
    const sentence = 'GraphiQL 只对系统对接账号开放。GraphiQL is for integrators.\n'
    return void response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end(sentence)
  }
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy(ownOrigin(request, env).replace(/^http/, 'ws')),
    'cache-control': 'no-store',
  })
  response.end(renderGraphiQL({ title: 'Sizhen GraphiQL', subscriptionsProtocol: 'WS' }))
}

const policy = (socket: string) =>
  [
    "default-src 'none'",
    "script-src 'unsafe-inline'",
    "style-src 'unsafe-inline'",
    'worker-src blob:',
    'font-src data:',
    'img-src data:',
    `connect-src 'self' ${socket}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
