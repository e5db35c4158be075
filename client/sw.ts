import { clientsClaim } from 'workbox-core'
import { addRoute, cleanupOutdatedCaches, matchPrecache, precache } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { NetworkOnly } from 'workbox-strategies'
import type { KeptFile } from '#codegen/service-worker.ts'

/** The page of /field and all the files that it is made of, as the build has listed them. */
declare const keptFiles: KeptFile[]

// Keeps what the list names, for opening /field without a signal. The page is asked for from the network first: with one bar of
// signal an answer may never come, and after a while the kept page is better than none. Nothing else is touched.
const network = new NetworkOnly({ networkTimeoutSeconds: 6 })

precache(keptFiles)
cleanupOutdatedCaches()
registerRoute(
  new NavigationRoute(async (options) => {
    const answer = await network.handle(options).catch(() => null)
    return answer && answer.status < 500 ? answer : ((await matchPrecache('/field')) ?? answer ?? Response.error())
  }),
)
addRoute()
clientsClaim()
void (self as unknown as { skipWaiting: () => Promise<void> }).skipWaiting()
// what the worker before this one has kept
void caches.delete('sizhen-field-1')
