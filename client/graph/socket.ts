import { createClient } from 'graphql-ws'

/** What a connection is doing, for those who show it. */
type Connection = 'connecting' | 'connected' | 'lost'

let connection: Connection = 'connecting'
const listeners = new Set<() => void>()

const set = (next: Connection) => {
  connection = next
  for (const listener of listeners) listener()
}

/** Calls back at each change; returns how to stop. */
export function onConnectionChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const url = () => `${location.origin.replace(/^http/, 'ws')}/graphql`

/** Full jitter between 0.1 and 10 s, so that a restart is not met by all walls at once. */
const wait = (retries: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, 100 + Math.random() * Math.min(10_000, 300 * 2 ** retries)))

// a connection may die without a word: one that answers nothing in time is ended, and so begun again
const answersWithin = 5000
const connectsWithin = 10_000
let overdue: ReturnType<typeof setTimeout> | undefined
const awaitAnswer = (ms: number) => {
  clearTimeout(overdue)
  overdue = setTimeout(() => socket.terminate(), ms)
}
const answered = () => clearTimeout(overdue)

/** The one socket of the page. It never gives up. */
export const socket = createClient({
  url,
  lazy: true,
  lazyCloseTimeout: 2000,
  keepAlive: 5000,
  connectionAckWaitTimeout: connectsWithin,
  retryAttempts: Number.POSITIVE_INFINITY,
  shouldRetry: () => true,
  retryWait: wait,
  connectionParams: () => ({ language: document.documentElement.lang }),
  on: {
    connecting: () => {
      set(connection === 'connected' ? 'lost' : connection)
      awaitAnswer(connectsWithin)
    },
    connected: () => {
      answered()
      set('connected')
    },
    ping: (received) => received || awaitAnswer(answersWithin),
    pong: (received) => received && answered(),
    closed: () => {
      answered()
      set('lost')
    },
  },
})
