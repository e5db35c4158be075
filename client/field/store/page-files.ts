/**
 * Lets the page open without a signal after the first visit: a service worker for /field alone keeps the page and the
 * files that it was made of. In development files change at every keystroke, so there is none.
 */
export function keepShell(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  void keep().catch(() => {
    // a browser that refuses service workers still has the outbox, only no page without a signal
  })
}

async function keep(): Promise<void> {
  await navigator.serviceWorker.register('/sw.js', { scope: '/field' })
  const { active } = await navigator.serviceWorker.ready
  const files = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
  active?.postMessage({ files: [...new Set(files.map(({ pathname }) => pathname))] })
}
