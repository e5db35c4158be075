/**
 * Lets the page open without a signal after the first visit: a service worker for /field alone stores the page and the
 * files that it is made of. In development files change at every keystroke, so there is no service worker.
 */
export function storePage(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  void register().catch(() => {
    // a browser that refuses service workers still has the outbox, only no page without a signal
  })
}

async function register(): Promise<void> {
  await navigator.serviceWorker.register('/sw.js', { scope: '/field' })
  const { active } = await navigator.serviceWorker.ready
  const files = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
  active?.postMessage({ files: [...new Set(files.map(({ pathname }) => pathname))] })
}
