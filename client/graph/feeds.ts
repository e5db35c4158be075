import { useEffect, useRef, useState } from 'react'
import { type TypedDocumentNode, useClient } from 'urql'
import { type Batch, follow, type Position } from './follow.ts'
import { checkEvery, type Freshness, FreshnessStore, leastFresh } from './freshness.ts'

/**
 * Follows the logs of several unions from these positions on; null means that they are not known yet. The positions stay the same
 * object until other ones are known. Every batch changes the cache, and so every screen. `onReset` is called when a log cannot be
 * followed from its position any more. Returns how fresh the screen is.
 */
export function useFeeds<D extends { boardEvents: Batch }>(
  document: TypedDocumentNode<D, Position>,
  from: readonly Position[] | null,
  onReset: () => void,
): Freshness {
  const client = useClient()
  const [stores] = useState(() => new Map<string | undefined, FreshnessStore>())
  const [freshness, setFreshness] = useState(() => leastFresh([]))
  const reset = useRef(onReset)
  reset.current = onReset
  useEffect(() => {
    if (!from) return
    const followed = from.map((position) => {
      const store = stores.get(position.unionId) ?? new FreshnessStore()
      stores.set(position.unionId, store)
      return { position, store }
    })
    const tell = () => setFreshness(leastFresh(followed.map(({ store }) => store.get())))
    const stops = followed.flatMap(({ position, store }) => {
      store.start(performance.now())
      const onBatch = (batch: Batch) => store.receive(batch, performance.now())
      return [store.subscribe(tell), follow(client, document, position, { onBatch, onReset: () => reset.current() })]
    })
    const timer = setInterval(() => {
      for (const { store } of followed) store.check(performance.now())
    }, checkEvery)
    return () => {
      clearInterval(timer)
      for (const stop of stops) stop()
    }
  }, [client, document, from, stores])
  return freshness
}
