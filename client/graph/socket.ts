import { type Client, type ClientOptions, createClient } from 'graphql-ws'

// A lost connection is not always reported: one that does not answer within so many milliseconds is closed. The first attempts
// are short, because what was sent into a hole is repeated later and later, while a new attempt is through at once when the
// line is back; further ones are long enough for a line that is only slow.
const connectsWithin = (failures: number) => (failures < 10 ? 4000 : 10_000)
const answersWithin = 4000

/** The address of the socket, the parameters that it sends first, and on Node the WebSocket class to use. */
export type SocketOptions = Pick<ClientOptions, 'url' | 'connectionParams' | 'webSocketImpl'> & {
  /** Called when the line is back after a silence. */
  onReturn?: () => void
}

/**
 * One socket for all subscriptions of a page, open as long as there are any. When the connection is lost it ends them
 * with an error and does not connect again by itself: whoever follows a stream knows where to go on (`follow.ts`).
 */
export function createSocket({ onReturn, ...options }: SocketOptions): Client {
  let overdue: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let wasSilent = false
  const expectAnswer = (milliseconds: number) => {
    clearTimeout(overdue)
    overdue = setTimeout(() => {
      wasSilent = true
      socket.terminate()
    }, milliseconds)
  }
  const noteAnswer = () => clearTimeout(overdue)
  const socket = createClient({
    ...options,
    lazy: true,
    lazyCloseTimeout: 2000,
    keepAlive: 4000,
    retryAttempts: 0,
    on: {
      connecting: () => {
        expectAnswer(connectsWithin(failures))
        failures += 1
      },
      connected: () => {
        failures = 0
        noteAnswer()
        if (wasSilent) onReturn?.()
        wasSilent = false
      },
      ping: (received) => received || expectAnswer(answersWithin),
      pong: (received) => received && noteAnswer(),
      closed: noteAnswer,
    },
  })
  return socket
}
