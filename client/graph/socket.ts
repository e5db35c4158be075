import { type Client, type ClientOptions, createClient } from 'graphql-ws'

// A lost connection is not always reported: one that does not answer within so many milliseconds is closed.
const connectsWithin = 10_000
const answersWithin = 5000

/** The address of the socket, the parameters that it sends first, and on Node the WebSocket class to use. */
export type SocketOptions = Pick<ClientOptions, 'url' | 'connectionParams' | 'webSocketImpl'>

/**
 * One socket for all subscriptions of a page, open as long as there are any. When the connection is lost it ends them
 * with an error and does not connect again by itself: whoever follows a stream knows where to go on (`follow.ts`).
 */
export function createSocket(options: SocketOptions): Client {
  let overdue: ReturnType<typeof setTimeout> | undefined
  const expectAnswer = (milliseconds: number) => {
    clearTimeout(overdue)
    overdue = setTimeout(() => socket.terminate(), milliseconds)
  }
  const noteAnswer = () => clearTimeout(overdue)
  const socket = createClient({
    ...options,
    lazy: true,
    lazyCloseTimeout: 2000,
    keepAlive: 5000,
    connectionAckWaitTimeout: connectsWithin,
    retryAttempts: 0,
    on: {
      connecting: () => expectAnswer(connectsWithin),
      connected: noteAnswer,
      ping: (received) => received || expectAnswer(answersWithin),
      pong: (received) => received && noteAnswer(),
      closed: noteAnswer,
    },
  })
  return socket
}
