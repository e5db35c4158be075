import { useSyncExternalStore } from 'react'

const keyOf = (accountId: string) => `guide ${accountId}`
const changed = new EventTarget()

const subscribe = (listener: () => void) => {
  changed.addEventListener('change', listener)
  return () => changed.removeEventListener('change', listener)
}

function isHidden(accountId: string): boolean {
  try {
    return localStorage.getItem(keyOf(accountId)) === 'hidden'
  } catch {
    // a device that stores nothing shows the guide each time
    return false
  }
}

function setHidden(accountId: string, hidden: boolean): void {
  try {
    if (hidden) localStorage.setItem(keyOf(accountId), 'hidden')
    else localStorage.removeItem(keyOf(accountId))
  } catch {
    // the guide comes back with the next page
  }
  changed.dispatchEvent(new Event('change'))
}

/** Whether this account sees the guide on this device, and how to put it away and bring it back. */
export function useGuide(accountId: string): { isShown: boolean; hide: () => void; show: () => void } {
  const hidden = useSyncExternalStore(subscribe, () => isHidden(accountId))
  return {
    isShown: !hidden,
    hide: () => setHidden(accountId, true),
    show: () => setHidden(accountId, false),
  }
}
