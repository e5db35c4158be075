import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { type TypedDocumentNode, useClient } from 'urql'
import { type Batch, follow, type Position } from './follow.ts'
import { checkEvery, type Freshness, FreshnessStore } from './freshness.ts'

/**
 * Follows the log from `from` on; null means that the position is not known yet. Every batch changes the cache, and so
 * every screen, and is given to `onBatch`. `onReset` is called when the log cannot be followed from the position any
 * more, so that the board or list must be read again. Returns how fresh the screen is.
 */
export function useFeed<D extends { boardEvents: Batch }>(
  document: TypedDocumentNode<D, Position>,
  from: Position | null,
  onBatch: (batch: D['boardEvents']) => void,
  onReset: () => void,
): Freshness {
  const client = useClient()
  const [store] = useState(() => new FreshnessStore())
  const handlers = useRef({ onBatch, onReset })
  handlers.current = { onBatch, onReset }
  const { unionId, after, epoch } = from ?? {}
  useEffect(() => {
    if (after === undefined || epoch === undefined) return
    store.start(performance.now())
    return follow(
      client,
      document,
      { unionId, after, epoch },
      {
        onBatch: (batch) => {
          store.receive(batch, performance.now())
          handlers.current.onBatch(batch)
        },
        onReset: () => handlers.current.onReset(),
      },
    )
  }, [client, document, unionId, after, epoch, store])
  useEffect(() => {
    const timer = setInterval(() => store.check(performance.now()), checkEvery)
    return () => clearInterval(timer)
  }, [store])
  return useSyncExternalStore(store.subscribe, store.get)
}
