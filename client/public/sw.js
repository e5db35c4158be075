// Keeps the page of /field and the files that it is made of, for opening it without a signal. The page is asked for
// from the network first; files under /assets/ never change under their name. Nothing else is touched.
const name = 'sizhen-field-1'
const page = '/field'
const patience = 6000

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(name).then((cache) => cache.add(page)))
  self.skipWaiting()
})

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('message', (event) => {
  if (Array.isArray(event.data?.files)) event.waitUntil(keepFiles(event.data.files))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(freshPage(request))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(file(request))
})

// a page that opened tells what it was made of: that is kept, and what only an older page needed goes
async function keepFiles(files) {
  const cache = await caches.open(name)
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url)
    if (pathname !== page && !files.includes(pathname)) await cache.delete(request)
  }
  for (const path of files) if (!(await cache.match(path))) await cache.add(path)
}

async function freshPage(request) {
  const cache = await caches.open(name)
  const network = fetch(request).then(async (response) => {
    if (response.ok) await cache.put(page, response.clone())
    return response
  })
  // with one bar of signal an answer may never come: after a while the kept page is better than none
  const kept = new Promise((resolve) => setTimeout(resolve, patience)).then(() => cache.match(page))
  const first = await Promise.race([network, kept]).catch(() => cache.match(page))
  return first ?? network
}

async function file(request) {
  const cache = await caches.open(name)
  const kept = await cache.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) await cache.put(request, response.clone())
  return response
}
