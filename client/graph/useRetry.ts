import { useEffect, useRef } from 'react'
import { retryPause } from './retry.ts'

/** Calls `retry` again and again while `isFailing` is true, with pauses that grow as `retryPause` says. */
export function useRetry(isFailing: boolean, retry: () => void): void {
  const latest = useRef(retry)
  latest.current = retry
  useEffect(() => {
    if (!isFailing) return
    let failures = 0
    let timer: ReturnType<typeof setTimeout>
    const plan = () => {
      timer = setTimeout(() => {
        latest.current()
        plan()
      }, retryPause(failures))
      failures += 1
    }
    plan()
    return () => clearTimeout(timer)
  }, [isFailing])
}
