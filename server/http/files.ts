import { createReadStream, existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { root } from '#server/platform/paths.ts'

const pages = /^\/(account|board|field|desk|login|l)?(\/.*)?$/
const aYear = 'public, max-age=31536000, immutable'

/**
 * Serves the built web client. Its assets have a hash in their names, so a browser may keep them; it asks for the page
 * each time.
 */
export function clientFiles(
  folder = join(root, 'dist', 'client'),
): (request: IncomingMessage, response: ServerResponse) => void {
  const page = join(folder, 'index.html')
  if (!existsSync(page)) return (_, response) => notFound(response)
  const serve = sirv(folder, {
    // reads the folder at each request: otherwise a build under a running server would be sent with the sizes of the
    // old files
    dev: true,
    etag: true,
    setHeaders: (response, path) =>
      response.setHeader('cache-control', path.startsWith('/assets/') ? aYear : 'no-cache'),
  })
  return (request, response) =>
    serve(request, response, () => {
      const missing = () => notFound(response, request.headers.accept?.includes('text/html') ? page : undefined)
      const [path = '/'] = (request.url ?? '/').split('?')
      if (!pages.test(path) || path.includes('.')) return missing()
      request.url = '/'
      // sirv keeps the address that it has parsed in this property
      Reflect.deleteProperty(request, '_parsedUrl')
      serve(request, response, missing)
    })
}

/** Says that there is no such page: in a browser by the client’s own page for it, else in a line of text. */
function notFound(response: ServerResponse, page?: string): void {
  if (page) {
    response.writeHead(404, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
    createReadStream(page).pipe(response)
    return
  }
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('没有这个页面。There is no such page.\n')
}
