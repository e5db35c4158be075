import type { Client as Socket } from 'graphql-ws'
import { Client, type ClientOptions, fetchExchange, makeOperation, mapExchange, subscriptionExchange } from 'urql'
import { cache } from './cache.ts'
import { unionExchange } from './chosen-union.ts'
import { refreshExchange } from './refresh.ts'

type Options = Pick<ClientOptions, 'url' | 'fetch' | 'fetchOptions'> & {
  socket: Socket
  /** By which queries are sent, which may be asked twice; mutations go by `fetch`. */
  fetchQuery?: typeof globalThis.fetch
  /** Called when the server answers that another password has to be chosen before anything else. */
  onPasswordDue?: () => void
}

/**
 * Takes the data out of an answer that has an error. Our documents ask only for what their readers may see, and the types
 * made from them leave out the nulls of fields that are FORBIDDEN.
 */
const wholeAnswers = mapExchange({
  onResult: (result) => (result.error && result.data ? { ...result, data: undefined } : result),
})

/** A GraphQL client: queries and mutations go by HTTP to `url`, subscriptions by the socket, all through one cache. */
export const createGraphClient = ({ socket, fetchQuery, onPasswordDue, ...options }: Options): Client =>
  new Client({
    ...options,
    preferGetMethod: false,
    // events change only what is on the screen: a list that is opened again is shown from the cache and read again
    requestPolicy: 'cache-and-network',
    exchanges: [
      wholeAnswers,
      mapExchange({
        onError: ({ graphQLErrors }) => {
          if (graphQLErrors.some(({ extensions }) => extensions.mustChangePassword)) onPasswordDue?.()
        },
      }),
      unionExchange,
      cache,
      refreshExchange,
      mapExchange({
        onOperation: (operation) =>
          operation.kind === 'query'
            ? makeOperation('query', operation, { ...operation.context, fetch: fetchQuery ?? options.fetch })
            : operation,
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe(
              { query: query ?? '', variables: variables as Record<string, unknown> },
              {
                next: (result) => sink.next(result as never),
                error: (error) => sink.error(error),
                complete: () => sink.complete(),
              },
            ),
          }),
        }),
      }),
    ],
  })
