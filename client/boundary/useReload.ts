import { useEffect } from 'react'
import { retryPause } from '#client/graph/retry.ts'
import { addReload, readReloads } from './reload-count.ts'
import { isPageServed } from './served-page.ts'

// long enough to read what happened
const leastPause = 3000
const longestPause = 10 * 60_000

/**
 * Loads the page anew where the server hands out all of it, else answers false: from the browser's own error page there is no
 * way back.
 */
export async function reloadWhereServed(): Promise<boolean> {
  if (!(await isPageServed())) return false
  addReload()
  location.reload()
  return true
}

/**
 * While `wanted`, loads the page anew by itself. The pause before each reload grows from three seconds to ten
 * minutes, from one page to the next, and it never gives up.
 */
export function useReload(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return
    let isOver = false
    let failures = readReloads()
    let timer: ReturnType<typeof setTimeout>
    const plan = () => {
      timer = setTimeout(attempt, leastPause + retryPause(failures, longestPause))
    }
    const attempt = async () => {
      await reloadWhereServed()
      failures += 1
      if (!isOver) plan()
    }
    plan()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [wanted])
}
