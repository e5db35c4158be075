import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'
import type { Env } from '#server/platform/env.ts'

/**
 * The header that a request with a form must have, or a query by GET with a cookie: a page of another site cannot set it
 * without a preflight request, which is refused.
 */
export const csrfHeader = 'x-sizhen-csrf'

const host = /^[\w.:[\]-]+$/
const loopback = /^(127\.\d+\.\d+\.\d+|\[?::1\]?|localhost)$/

/**
 * The caller's IP address: that of the connection, or with TRUST_PROXY the one that the outermost of our own proxies
 * has seen. What is no address counts as none.
 */
export function addressOf(request: IncomingMessage, env: Env): string {
  const hops = String(request.headers['x-forwarded-for'] ?? '').split(',')
  const forwarded = env.TRUST_PROXY > 0 ? hops.at(-env.TRUST_PROXY)?.trim() : ''
  return forwarded && ipaddr.isValid(forwarded) ? forwarded : (request.socket.remoteAddress ?? '')
}

/** Whether nobody but programs of this computer reaches the server, as far as the settings say. */
export const isForThisComputer = ({ HOST, PUBLIC_URL, TRUST_PROXY }: Env): boolean =>
  loopback.test(HOST) && !PUBLIC_URL && TRUST_PROXY === 0

/**
 * Whether the name by which the request reaches the server is one of ours. Any page can have its own name lead to this server
 * (DNS rebinding), and without PUBLIC_URL the origin of our pages is made of that name: so only those of this computer are
 * believed, and that of HOST.
 */
export function isOurName(request: IncomingMessage, env: Env): boolean {
  if (env.PUBLIC_URL) return true
  const name = (request.headers.host ?? '').replace(/:\d+$/, '')
  return loopback.test(name) || name === env.HOST || name === `[${env.HOST}]`
}

/** What somebody reads who uses another name. */
export const otherName =
  '服务器不认识这个网址。请管理员把 PUBLIC_URL 设为大家使用的网址,然后重新启动。\n' +
  'This server does not know the address that you use. Set PUBLIC_URL to the address that people use, and start it again.\n'

/** The origin under which the caller reaches this server: that of PUBLIC_URL, or the host of the request. */
export function ownOrigin(request: IncomingMessage, env: Env): string {
  if (env.PUBLIC_URL) return new URL(env.PUBLIC_URL).origin
  const name = request.headers.host ?? ''
  return host.test(name) ? `http://${name}` : 'http://localhost'
}

/**
 * Whether the request comes from a page of this server (`own`), from a page of another site (`foreign`), or from no
 * page (`none`).
 */
export function senderOf(request: IncomingMessage, env: Env): 'own' | 'foreign' | 'none' {
  const { origin } = request.headers
  if (origin === undefined) return 'none'
  return origin === ownOrigin(request, env) ? 'own' : 'foreign'
}
