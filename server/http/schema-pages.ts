import type { IncomingMessage, ServerResponse } from 'node:http'
import { lexicographicSortSchema, printSchema } from 'graphql'
import type { Context } from '#server/platform/context.ts'
import type { Env } from '#server/platform/env.ts'
import { schema } from '#server/schema.ts'
import { ownOrigin } from './origin.ts'
import { anonymousContext, secretOf, setActor } from './request-context.ts'
import { type Strangers, TooManyStrangers } from './strangers.ts'

/** A page at which the schema can be read: GraphiQL, or the text of the schema. */
export type SchemaPage = 'graphiql' | 'text'

type PageOptions = { env: Env; strangers: Strangers; mayIntrospect: (context: Context) => boolean }

/** The text of the schema. It is long, and made when somebody first asks for it. */
let text: string | undefined

/** The page of the schema that a request asks for, or null where it asks for something else. */
export function schemaPage({ method, url, headers }: IncomingMessage): SchemaPage | null {
  const [path] = (url ?? '').split('?')
  if (method !== 'GET') return null
  if (path === '/schema.graphql') return 'text'
  return path === '/graphql' && (headers.accept ?? '').includes('text/html') ? 'graphiql' : null
}

/**
 * Answers with a page of the schema for those who may read it. Others are refused with 403. Who is not signed in is sent to
 * the sign-in page from GraphiQL, and is refused with 401 where a program asks for the text.
 */
export async function answerSchemaPage(
  page: SchemaPage,
  request: IncomingMessage,
  response: ServerResponse,
  { env, strangers, mayIntrospect }: PageOptions,
): Promise<void> {
  const context = anonymousContext(request, env)
  try {
    setActor(context, await strangers.readActor(context, secretOf(request, env)))
  } catch (error) {
    if (!(error instanceof TooManyStrangers)) throw error
    response.setHeader('retry-after', error.details.retryAfter!)
    return answerText(response, 429, `${error.sentence.zh}${error.sentence.en}\n`)
  }
  if (!context.actor && page === 'graphiql') return void response.writeHead(303, { location: '/login' }).end()
  if (!context.actor) return answerText(response, 401, '请先登录,或提供令牌。Sign in, or send a token.\n')
  if (!mayIntrospect(context)) {
    return answerText(
      response,
      403,
      '接口说明只对指挥中心和系统对接账号开放。The schema is for the command centre and integrators.\n',
    )
  }
  if (page === 'text') {
    text ??= printSchema(lexicographicSortSchema(schema))
    return answerText(response, 200, text)
  }
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy(ownOrigin(request, env).replace(/^http/, 'ws')),
    'cache-control': 'no-store',
  })
  response.end(renderGraphiQL({ title: 'Sizhen GraphiQL', subscriptionsProtocol: 'WS' }))
}

function answerText(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(body)
}

// GraphiQL has its scripts inline, so its page alone has a content security policy that allows them
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
