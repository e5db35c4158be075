import { type Client, type ClientOptions, createClient } from 'graphql-ws'

// a connection may die without a word: one that answers nothing within so many milliseconds is ended
const connectsWithin = 10_000
const answersWithin = 5000

/** Where the socket connects to, what it says first, and on Node the WebSocket that it uses. */
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
