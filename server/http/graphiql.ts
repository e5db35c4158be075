import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from '#server/platform/context.ts'
import type { Env } from '#server/platform/env.ts'
import { ownOrigin } from './origin.ts'
import { addActor, anonymousContext } from './request-context.ts'

/** A browser that opens the address of the API by hand. */
export const wantsGraphiql = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' && (headers.accept ?? '').includes('text/html')

/** GraphiQL for those who may read the schema. Its page is all inline, so it alone has a policy that allows that. */
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
