import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { type TypedDocumentNode, useClient } from 'urql'
import { type Batch, follow, type Position } from './follow.ts'
import { type Freshness, FreshnessStore } from './freshness.ts'

/**
 * Follows the stream from a position on, as soon as there is one: every batch goes through the cache, so that every
 * screen moves, and to `onBatch`. `onReset` is called when the snapshot must be read again.
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
    const timer = setInterval(() => store.check(performance.now()), 1000)
    return () => clearInterval(timer)
  }, [store])
  return useSyncExternalStore(store.subscribe, store.get)
}
