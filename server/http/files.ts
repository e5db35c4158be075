import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { root } from '#server/platform/paths.ts'
import { serveKeptFile } from './kept-files.ts'

const pages = /^\/(account|board|field|desk|login|l)?(\/.*)?$/
const aYear = 'public, max-age=31536000, immutable'

/** Where the build of the web client lies. */
export const clientFolder = join(root, 'dist', 'client')

/**
 * Serves the built web client. Its assets have a hash in their names, so a browser may keep them; it asks for the page
 * each time. What another build has made is served from what all nodes keep together.
 */
export function clientFiles(
  folder: string,
): (request: IncomingMessage, response: ServerResponse) => void | Promise<void> {
  const page = join(folder, 'index.html')
  if (!existsSync(page)) return (_, response) => notFound(response)
  const serve = sirv(folder, {
    // reads the folder at each request: otherwise a build under a running server would be sent with the sizes of the
    // old files
    dev: true,
    etag: true,
    // the build has made a compressed file beside each one of text
    brotli: true,
    gzip: true,
    setHeaders: (response, path) =>
      response.setHeader('cache-control', path.startsWith('/assets/') ? aYear : 'no-cache'),
  })
  return (request, response) =>
    serve(request, response, async () => {
      const missing = () => notFound(response, request.headers.accept?.includes('text/html') ? page : undefined)
      const [path = '/'] = (request.url ?? '/').split('?')
      if (await serveKeptFile(request, response)) return
      if (!pages.test(path) || path.includes('.')) return missing()
      request.url = '/'
      // sirv keeps the address that it has parsed in this property
      Reflect.deleteProperty(request, '_parsedUrl')
      serve(request, response, missing)
    })
}

/** The scripts that stand in the page itself, as a Content-Security-Policy names them. */
export function scriptsInPage(folder: string): string[] {
  const page = join(folder, 'index.html')
  const text = existsSync(page) ? readFileSync(page, 'utf8') : ''
  return [...text.matchAll(/<script>(.*?)<\/script>/gs)].map(
    ([, script]) => `'sha256-${createHash('sha256').update(script!).digest('base64')}'`,
  )
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
