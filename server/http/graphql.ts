import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention'
import { createYoga, type YogaServerInstance } from 'graphql-yoga'
import { useBoardAgain } from '#server/board/answer-cache.ts'
import { useFeed } from '#server/feed/use-feed.ts'
import type { Context } from '#server/platform/context.ts'
import type { Env } from '#server/platform/env.ts'
import { schema } from '#server/schema.ts'
import { multipartLimit, useBodyLimits } from './bodies.ts'
import type { Connections } from './connections.ts'
import { useDeadline } from './deadline.ts'
import { documentLimits, useOwnRules } from './limits.ts'
import { useMasking } from './masking.ts'
import { useOperationLog } from './operation-log.ts'
import { useStreamLimit } from './streams.ts'

/** The header that a form with a file must carry: no page of another origin can set it unasked. */
export const csrfHeader = 'x-sizhen-csrf'

/** Whether this caller may read the schema: integrators, and whoever is signed in where only practice data is at stake. */
export const mayIntrospect = (practice: boolean) => (context: Context) =>
  context.actor !== null && (practice || context.actor.role === 'INTEGRATOR')

/** The GraphQL engine of every transport: HTTP and SSE go through it, sockets through its envelope. */
export function makeYoga(
  env: Env,
  connections: Connections,
  introspects: (context: Context) => boolean,
): YogaServerInstance<Context, object> {
  return createYoga<Context>({
    schema,
    cors: false,
    batching: false,
    landingPage: false,
    graphiql: false,
    logging: false,
    // masking is done by the plugin, with the caller's language and request id
    maskedErrors: false,
    maxRequestBodySize: multipartLimit,
    plugins: [
      useCSRFPrevention({ requestHeaders: [csrfHeader] }),
      useBodyLimits(env.MAX_TOKENS),
      ...documentLimits(env),
      useOwnRules(introspects),
      useBoardAgain(),
      useDeadline(env.REQUEST_TIMEOUT_MS),
      useFeed(),
      useOperationLog(),
      useStreamLimit(connections),
      useMasking(),
    ],
  })
}
