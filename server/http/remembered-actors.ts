import { type ExecutionResult, GraphQLError } from 'graphql'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import { actorOf, hashOf } from '#server/modules/people/sessions.ts'
import { minuteMs } from '#server/platform/clock.ts'
import { type Actor, type Context, sessionOver } from '#server/platform/context.ts'
import { withDeadline } from '#server/platform/deadline.ts'
import type { Env } from '#server/platform/env.ts'
import { operationOf } from './documents.ts'
import { setActor } from './request-context.ts'

// A deed reads the account and the session of its actor in its own first turn with the database. So a mutation may begin
// with an actor that this process read before, and does not wait for the database one time more. Every other operation
// reads its actor anew.

const mostEntries = 10_000
const entries = new Map<string, { actor: Actor; readAt: number }>()

/** Reads the actor whose session has this secret, and remembers it. */
export async function readActor(secret: string | null): Promise<Actor | null> {
  const actor = await actorOf(secret)
  if (secret) remember(hashOf(secret), actor)
  return actor
}

function remember(key: string, actor: Actor | null): void {
  entries.delete(key)
  // whoever has to choose a password may do everything as soon as that is done
  if (actor && !actor.mustChangePassword) entries.set(key, { actor, readAt: performance.now() })
  if (entries.size > mostEntries) entries.delete(entries.keys().next().value!)
}

/**
 * The actor of this secret as it was last read; null where it is not known. It is read again in the background once a minute,
 * which notes that the session is in use as well.
 */
export function rememberedActor(secret: string | null): Actor | null {
  const known = secret ? entries.get(hashOf(secret)) : undefined
  if (!known) return null
  if (performance.now() - known.readAt >= minuteMs) {
    known.readAt = performance.now()
    readActor(secret).catch(() => {})
  }
  return known.actor
}

/** The header of an answer 401 to a token of no session (RFC 6750). */
export const deadToken = { 'www-authenticate': 'Bearer error="invalid_token"' }

/**
 * Reads the actor of a request anew where it was remembered, unless the request is a mutation. After a mutation that was
 * refused the actor is forgotten: it may have been refused for what it was.
 */
export const useFreshActors = (env: Env): Plugin => ({
  async onParams({ params, context: serverContext, setResult }) {
    const context = serverContext as unknown as Context
    const { remembered } = context
    if (!remembered || isMutation(params, env)) return
    const began = performance.now()
    try {
      setActor(context, await withDeadline(env.REQUEST_TIMEOUT_MS, () => readActor(remembered.secret)))
      context.spentMs = performance.now() - began
      if (!context.actor && remembered.isBearer) {
        const extensions = { http: { status: 401, headers: deadToken } }
        setResult({ errors: [new GraphQLError('Sign in again.', { originalError: sessionOver(), extensions })] })
      }
    } catch (error) {
      const unavailable = { originalError: error as Error, extensions: { http: { status: 503 } } }
      setResult({ errors: [new GraphQLError('The actor could not be read.', unavailable)] })
    }
  },
  onExecute({ args }) {
    const { remembered } = args.contextValue as unknown as Context
    if (!remembered) return
    return {
      onExecuteDone({ result }) {
        if ((result as ExecutionResult).errors) entries.delete(hashOf(remembered.secret))
      },
    }
  },
})

/** True for a document of which the named or only operation is a mutation. */
function isMutation(params: GraphQLParams, env: Env): boolean {
  return /\bmutation\b/.test(params.query ?? '') && operationOf(params, env)?.operation === 'mutation'
}
