import { useCallback, useEffect, useRef } from 'react'
import { Retry } from '#client/field/store/retry.ts'

/**
 * Does a piece of work until it has succeeded, at once when the signal is back. Returns how to have it done anew; `rest` is the
 * pause in milliseconds after which that happens at the earliest.
 */
export function useWork(work: () => Promise<boolean>, rest = 0): () => void {
  const current = useRef<Retry>(null)
  useEffect(() => {
    const retry = new Retry(work, rest)
    current.current = retry
    const resume = () => retry.resume()
    addEventListener('online', resume)
    void retry.start()
    return () => {
      retry.stop()
      removeEventListener('online', resume)
    }
  }, [work, rest])
  return useCallback(() => void current.current?.start(), [])
}
