import type { ExecutionResult } from 'graphql'
import { Client, fetchExchange, subscriptionExchange } from 'urql'
import { cache } from './cache.ts'
import { socket } from './socket.ts'

type Variables = Record<string, unknown>

/** The cursor in a subscription's answer, whatever the subscription is called. */
function cursorOf(result: ExecutionResult): Variables | null {
  for (const value of Object.values(result.data ?? {})) {
    const { through, epoch } = (value ?? {}) as { through?: number; epoch?: string }
    if (typeof through === 'number') return { after: through, epoch }
  }
  return null
}

/**
 * The client of the whole page. A subscription's variables follow what was really seen: the socket subscribes again
 * with them after a lost connection, and so resumes after the last seq.
 */
export const client = new Client({
  url: '/graphql',
  preferGetMethod: false,
  fetchOptions: () => ({
    credentials: 'same-origin',
    headers: { 'accept-language': document.documentElement.lang, 'x-sizhen-csrf': '1' },
  }),
  exchanges: [
    cache,
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query, variables }) => ({
        subscribe: (sink) => {
          const payload = { query: query ?? '', variables: { ...(variables as Variables) } }
          const unsubscribe = socket.subscribe(payload, {
            next: (result) => {
              Object.assign(payload.variables, cursorOf(result as ExecutionResult))
              sink.next(result as never)
            },
            error: (error) => sink.error(error),
            complete: () => sink.complete(),
          })
          return { unsubscribe }
        },
      }),
    }),
  ],
})
