// what the first screen needs goes first
const afterFirstScreen = 3000

/**
 * Lets the page open without a signal after the first visit: a service worker for /field alone stores the page and the
 * files that it is made of. In development files change at every keystroke, so there is no service worker.
 */
export function storePage(): (() => void) | undefined {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return undefined
  const register = () =>
    navigator.serviceWorker.register('/sw.js', { scope: '/field' }).catch(() => {
      // a browser that refuses service workers still has the outbox, only no page without a signal
    })
  const timer = setTimeout(register, afterFirstScreen)
  return () => clearTimeout(timer)
}
