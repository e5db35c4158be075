import { createYoga, type YogaServerInstance } from 'graphql-yoga'
import { useBoardAgain } from '#server/board/answer-cache.ts'
import { useFeed } from '#server/feed/use-feed.ts'
import type { Context } from '#server/platform/context.ts'
import type { Env } from '#server/platform/env.ts'
import { schema } from '#server/schema.ts'
import { multipartLimit, useBodyLimits } from './bodies.ts'
import type { Connections } from './connections.ts'
import { useCost } from './cost-budget.ts'
import { useDeadline } from './deadline.ts'
import { useDocuments } from './documents.ts'
import { useMasking } from './masking.ts'
import { useOperationLog } from './operation-log.ts'
import { useOperationTurns } from './operation-turns.ts'
import { csrfHeader } from './origin.ts'
import { useForgeryPrevention, useQueriesByGet } from './queries-by-get.ts'
import { useFreshActors } from './remembered-actors.ts'
import { useStreamLimit } from './streams.ts'

/**
 * Whether a caller may read the GraphQL schema: integrators and the command centre, which makes their tokens, may, and in a
 * database with practice data everybody who is signed in.
 */
export const mayIntrospect = (practice: boolean) => (context: Context) =>
  context.actor !== null && (practice || ['INTEGRATOR', 'COMMAND'].includes(context.actor.role))

/**
 * The GraphQL engine of every transport. HTTP and SSE requests go through it; WebSockets use its parser, validation and
 * context.
 */
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
    // useMasking does this, because it knows the language and the request id
    maskedErrors: false,
    // useDocuments remembers what is worth it
    parserAndValidationCache: false,
    maxRequestBodySize: multipartLimit,
    plugins: [
      useForgeryPrevention(csrfHeader),
      useQueriesByGet(),
      useBodyLimits(env),
      useFreshActors(env),
      useDocuments(env, introspects),
      useCost(env),
      useOperationTurns(env),
      useBoardAgain(),
      useDeadline(env.REQUEST_TIMEOUT_MS),
      useFeed(env),
      useOperationLog(),
      useStreamLimit(connections),
      useMasking(),
    ],
  })
}
