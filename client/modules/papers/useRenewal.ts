import { useCallback, useRef } from 'react'

/** Reads photos again where a link is over: not again and again for one that is gone. */
export function useRenewal(again: () => void): () => void {
  const last = useRef(0)
  return useCallback(() => {
    if (Date.now() - last.current < 60_000) return
    last.current = Date.now()
    again()
  }, [again])
}
