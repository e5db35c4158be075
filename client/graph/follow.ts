import { CloseCode } from 'graphql-ws'
import type { Client, CombinedError, TypedDocumentNode } from 'urql'
import { onEnd, pipe, subscribe } from 'wonka'
import { retryPause } from './retry.ts'

/** A position in a union's stream; the union may be left out where the viewer has one. */
export type Position = { unionId?: string; after: number; epoch: string }

/** The part of a batch that the feed itself reads. `at` is the server's time, `head` the newest seq of the stream. */
export type Batch = {
  epoch: string
  reset: boolean
  after: number
  through: number
  head: number
  at: string
  events: unknown[]
}

/**
 * The functions that are called: `onBatch` with every batch, and `onReset` when the log cannot be followed from the
 * position any more, so that the board or list must be read again. So it is also where the session has ended, which a
 * screen learns by reading.
 */
export type Handlers<B> = { onBatch: (batch: B) => void; onReset: () => void }

/** Whether the server has refused, and not only the connection was lost. */
const isRefusal = ({ graphQLErrors, networkError }: CombinedError): boolean =>
  graphQLErrors.length > 0 || (networkError as Partial<CloseEvent> | undefined)?.code === CloseCode.Forbidden

const leastPause = 100
// a screen is level again within five seconds after the line has come back
const longestPause = 4000

/**
 * Follows a union's stream from a position on. A subscription that ends for any reason, such as a lost connection, is
 * started again after the last batch, and so misses nothing. It never gives up. Returns how to stop.
 */
export function follow<D extends { boardEvents: Batch }>(
  client: Client,
  document: TypedDocumentNode<D, Position>,
  from: Position,
  { onBatch, onReset }: Handlers<D['boardEvents']>,
): () => void {
  let cursor = from
  let failures = 0
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let unsubscribe = () => {}
  let began = 0
  const startLater = () => {
    // an attempt that failed after some time has waited already
    const waited = failures === 0 ? 0 : performance.now() - began
    timer = setTimeout(start, Math.max(leastPause, retryPause(failures, longestPause) - waited))
    failures += 1
  }
  const start = () => {
    began = performance.now()
    const subscription = pipe(
      client.subscription(document, cursor),
      onEnd(() => {
        if (!isStopped) startLater()
      }),
      subscribe(({ data, error }) => {
        if ((error && isRefusal(error)) || data?.boardEvents.reset) return onReset()
        if (!data) return
        failures = 0
        cursor = { ...cursor, after: data.boardEvents.through }
        onBatch(data.boardEvents)
      }),
    )
    unsubscribe = subscription.unsubscribe
  }
  start()
  return () => {
    isStopped = true
    clearTimeout(timer)
    unsubscribe()
  }
}
