import type { IncomingMessage } from 'node:http'
import helmet from 'helmet'
import type { Env } from '#server/platform/env.ts'
import { ownOrigin } from './origin.ts'

/**
 * The one style that the component library writes into the page: what can be pressed does not scroll or zoom under the finger.
 */
const touchStyle = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='"

/**
 * Sets the security headers of every answer. Scripts and styles are loaded from this server only, and never from the
 * text of a page.
 */
export const securityHeaders = (env: Env) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", touchStyle],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", (request) => ownOrigin(request as IncomingMessage, env).replace(/^http/, 'ws')],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: env.PUBLIC_URL?.startsWith('https:') ? { maxAge: 15_552_000 } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
