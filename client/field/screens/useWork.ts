import { useCallback, useEffect, useRef } from 'react'
import { Retry } from '#client/field/store/retry.ts'

/** Does a piece of work until it has succeeded, at once when the signal is back. Returns how to have it done anew. */
export function useWork(work: () => Promise<boolean>): () => void {
  const current = useRef<Retry>(null)
  useEffect(() => {
    const retry = new Retry(work)
    current.current = retry
    const resume = () => retry.resume()
    addEventListener('online', resume)
    void retry.start()
    return () => {
      retry.stop()
      removeEventListener('online', resume)
    }
  }, [work])
  return useCallback(() => void current.current?.start(), [])
}
