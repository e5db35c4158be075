import { useEffect, useRef, useSyncExternalStore } from 'react'
import { type TypedDocumentNode, useClient } from 'urql'
import { pipe, subscribe } from 'wonka'
import { onConnectionChange } from './socket.ts'

/** A position in the stream. */
export type Position = { after: number; epoch: string }

/** The part of a batch that the feed itself reads. */
type Batch = {
  epoch: string
  reset: boolean
  after: number
  through: number
  head: number
  at: string
  events: unknown[]
}

/** How fresh what is on the screen is. `asOf` is the server's time of the last heartbeat; `caughtUp` counts events
 * that arrived after a silence, until the next one. */
export type Freshness = {
  state: 'starting' | 'live' | 'stale' | 'catching-up'
  asOf: string | null
  through: number
  silentFor: number
  caughtUp: number
}

const staleAfter = 10_000

type Store = {
  get: () => Freshness
  on: (listener: () => void) => () => void
  heard: (batch: Batch) => void
  tick: () => void
}

function freshnessStore(): Store {
  let now: Freshness = { state: 'starting', asOf: null, through: 0, silentFor: 0, caughtUp: 0 }
  let heardAt = 0
  const listeners = new Set<() => void>()
  const set = (next: Partial<Freshness>) => {
    now = { ...now, ...next }
    for (const listener of listeners) listener()
  }
  return {
    get: () => now,
    on: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    heard: (batch) => {
      const wasStale = now.state === 'stale' || now.state === 'catching-up'
      const level = batch.through >= batch.head
      heardAt = performance.now()
      set({
        state: level ? 'live' : 'catching-up',
        asOf: batch.at,
        through: batch.through,
        silentFor: 0,
        caughtUp: wasStale ? now.caughtUp + batch.events.length : batch.events.length ? 0 : now.caughtUp,
      })
    },
    tick: () => {
      if (!heardAt) return
      const silent = performance.now() - heardAt
      if (silent < staleAfter) return
      set({ state: 'stale', silentFor: Math.round(silent / 1000), caughtUp: 0 })
    },
  }
}

/**
 * Follows the stream from a position on: every batch goes through the cache, so every screen moves, and to `onBatch`.
 * `onReset` is called when the cursor is void and the snapshot must be taken again. Null: not yet.
 */
export function useFeed<D extends { boardEvents: Batch }>(
  document: TypedDocumentNode<D, Position>,
  from: Position | null,
  onBatch: (batch: D['boardEvents']) => void,
  onReset: () => void,
): Freshness {
  const client = useClient()
  const store = useRef<Store>(null)
  store.current ??= freshnessStore()
  const { heard, tick, get, on } = store.current
  const handlers = useRef({ onBatch, onReset })
  handlers.current = { onBatch, onReset }
  const { after, epoch } = from ?? {}
  useEffect(() => {
    if (after === undefined || epoch === undefined) return
    const { unsubscribe } = pipe(
      client.subscription(document, { after, epoch }),
      subscribe(({ data }) => {
        if (!data) return
        if (data.boardEvents.reset) return handlers.current.onReset()
        heard(data.boardEvents)
        handlers.current.onBatch(data.boardEvents)
      }),
    )
    return unsubscribe
  }, [client, document, after, epoch, heard])
  useEffect(() => {
    const timer = setInterval(tick, 1000)
    const off = onConnectionChange(tick)
    return () => {
      clearInterval(timer)
      off()
    }
  }, [tick])
  return useSyncExternalStore(on, get)
}
