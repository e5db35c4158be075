import type { IncomingMessage, ServerResponse } from 'node:http'
import helmet from 'helmet'
import type { Env } from '#server/platform/env.ts'
import { ownOrigin } from './origin.ts'

/**
 * The one style that the component library writes into the page: what can be pressed does not scroll or zoom under the finger.
 */
const touchStyle = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='"

/**
 * Sets the security headers of every answer. Scripts and styles are loaded from this server only, and never from the text of a
 * page but for the scripts that are named. The files that a page is made of, and what the API answers to a POST, have only those
 * headers that mean something where nothing is shown as a page: the others would be up to half of what a small one costs a weak line.
 */
export function securityHeaders(env: Env, scriptsInPage: string[]) {
  const strictTransportSecurity = env.PUBLIC_URL?.startsWith('https:') ? { maxAge: 15_552_000 } : false
  const ofPages = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...scriptsInPage],
        styleSrc: ["'self'", touchStyle],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", (request) => ownOrigin(request as IncomingMessage, env).replace(/^http/, 'ws')],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  const ofFiles = helmet({
    contentSecurityPolicy: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: false,
    strictTransportSecurity,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  })
  const isShown = ({ method, url }: IncomingMessage) =>
    !url?.startsWith('/assets/') && !(method === 'POST' && url === '/graphql')
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void =>
    (isShown(request) ? ofPages : ofFiles)(request, response, next)
}
