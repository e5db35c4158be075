import { useSyncExternalStore } from 'react'

const observeNetwork = (listener: () => void) => {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

/** Whether the phone has a network at all. It says no before the next heartbeat of the feed is missed. */
export const useHasNetwork = (): boolean => useSyncExternalStore(observeNetwork, () => navigator.onLine)
