import { existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { root } from '#server/platform/paths.ts'

const pages = /^\/(board|field|desk|login)?(\/.*)?$/
const aYear = 'public, max-age=31536000, immutable'

/** The web client: its hashed assets may be kept for ever, its page is asked for each time. */
export function clientFiles(): (request: IncomingMessage, response: ServerResponse) => void {
  const folder = join(root, 'dist', 'client')
  if (!existsSync(join(folder, 'index.html'))) return (_, response) => notFound(response)
  const serve = sirv(folder, {
    // looks at the folder each time: a new build under a running server must not meet the sizes of the old one
    dev: true,
    etag: true,
    setHeaders: (response, path) =>
      response.setHeader('cache-control', path.startsWith('/assets/') ? aYear : 'no-cache'),
  })
  return (request, response) =>
    serve(request, response, () => {
      const missing = () => notFound(response)
      const [path = '/'] = (request.url ?? '/').split('?')
      if (!pages.test(path) || path.includes('.')) return missing()
      request.url = '/'
      // sirv remembers how it read the address
      Reflect.deleteProperty(request, '_parsedUrl')
      serve(request, response, missing)
    })
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('没有这个页面。There is no such page.\n')
}
