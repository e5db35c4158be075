import { useEffect, useRef, useSyncExternalStore } from 'react'
import { type TypedDocumentNode, useClient } from 'urql'
import { onEnd, pipe, subscribe } from 'wonka'
import { onConnectionChange } from './socket.ts'

/** A position in a union's stream; the union may be left out where the viewer has one. */
export type Position = { unionId?: string; after: number; epoch: string }

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

/** How fresh what is on the screen is. `asOf` is the server's time of the last heartbeat; `caughtUp` counts the events
 * that were missed in a silence, for as long as it takes to read it. */
export type Freshness = {
  state: 'starting' | 'live' | 'stale' | 'catching-up'
  asOf: string | null
  through: number
  silentFor: number
  caughtUp: number
}

const staleAfter = 10_000
const caughtUpShownFor = 10_000

/** Between the end of a subscription and the next: the socket itself retries by its own clock. */
const pause = () => 1000 + Math.random() * 4000

type Store = {
  get: () => Freshness
  on: (listener: () => void) => () => void
  begun: () => void
  heard: (batch: Batch) => void
  tick: () => void
}

function freshnessStore(): Store {
  let now: Freshness = { state: 'starting', asOf: null, through: 0, silentFor: 0, caughtUp: 0 }
  let heardAt = 0
  let wasSilent = false
  let levelAt = 0
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
    // from here on it ought to hear something
    begun: () => {
      heardAt ||= performance.now()
    },
    heard: (batch) => {
      const level = batch.through >= batch.head
      heardAt = performance.now()
      set({
        // a page that is cut in two is no reason to say that something was missed
        state: level || now.state === 'live' ? 'live' : 'catching-up',
        asOf: batch.at,
        through: batch.through,
        silentFor: 0,
        caughtUp: wasSilent ? now.caughtUp + batch.events.length : now.caughtUp,
      })
      if (!level || !wasSilent) return
      wasSilent = false
      levelAt = heardAt
    },
    tick: () => {
      if (!heardAt) return
      const time = performance.now()
      if (time - heardAt >= staleAfter) {
        const caughtUp = now.state === 'stale' || now.state === 'catching-up' ? now.caughtUp : 0
        wasSilent = true
        set({ state: 'stale', silentFor: Math.round((time - heardAt) / 1000), caughtUp })
      } else if (now.caughtUp && !wasSilent && time - levelAt >= caughtUpShownFor) {
        set({ caughtUp: 0 })
      }
    },
  }
}

/**
 * Follows the stream from a position on: every batch goes through the cache, so every screen moves, and to `onBatch`.
 * `onReset` is called when the cursor is void, or refused, and the snapshot must be taken again. Null: not yet. A
 * subscription that ends for any other reason is begun again after the last batch.
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
  const { begun, heard, tick, get, on } = store.current
  const handlers = useRef({ onBatch, onReset })
  handlers.current = { onBatch, onReset }
  const { unionId, after, epoch } = from ?? {}
  useEffect(() => {
    if (after === undefined || epoch === undefined) return
    begun()
    let cursor: Position = { unionId, after, epoch }
    let left = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let leave = () => {}
    const follow = () => {
      const { unsubscribe } = pipe(
        client.subscription(document, cursor),
        onEnd(() => {
          if (!left) timer = setTimeout(follow, pause())
        }),
        subscribe(({ data, error }) => {
          if (error?.graphQLErrors.length || data?.boardEvents.reset) return handlers.current.onReset()
          if (!data) return
          heard(data.boardEvents)
          cursor = { ...cursor, after: data.boardEvents.through }
          handlers.current.onBatch(data.boardEvents)
        }),
      )
      leave = unsubscribe
    }
    follow()
    return () => {
      left = true
      clearTimeout(timer)
      leave()
    }
  }, [client, document, unionId, after, epoch, begun, heard])
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
