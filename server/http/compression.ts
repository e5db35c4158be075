import type { IncomingMessage, ServerResponse } from 'node:http'
import compression from 'compression'

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

/**
 * Compresses answers of more than a kilobyte on their way, unless they are compressed already. A stream of events is left as it
 * is: each event goes out at once, and a compressor that waits for more of them would hold it back.
 */
export const compressAnswers = compression({
  threshold: 1024,
  filter: (request, response) => !isStream(response) && compression.filter(request, response),
  // the types are those of Express, of which nothing is needed
}) as unknown as Middleware

const isStream = (response: ServerResponse) =>
  String(response.getHeader('content-type')).startsWith('text/event-stream')
