import type { IncomingMessage } from 'node:http'
import type { Env } from '#server/platform/env.ts'

const host = /^[\w.:[\]-]+$/

/** The caller's address: the socket's, or what the outermost of our own proxies saw. */
export function addressOf(request: IncomingMessage, env: Env): string {
  const hops = String(request.headers['x-forwarded-for'] ?? '').split(',')
  const seen = env.TRUST_PROXY > 0 ? hops.at(-env.TRUST_PROXY)?.trim() : ''
  return seen || request.socket.remoteAddress || ''
}

/** Where the caller sees us: PUBLIC_URL, or the host it asked for. */
export function ownOrigin(request: IncomingMessage, env: Env): string {
  if (env.PUBLIC_URL) return new URL(env.PUBLIC_URL).origin
  const asked = request.headers.host ?? ''
  return host.test(asked) ? `http://${asked}` : 'http://localhost'
}

/** Whether a page of ours sent this, a page of somebody else's, or no page at all. */
export function senderOf(request: IncomingMessage, env: Env): 'own' | 'foreign' | 'none' {
  const { origin } = request.headers
  if (origin === undefined) return 'none'
  return origin === ownOrigin(request, env) ? 'own' : 'foreign'
}
