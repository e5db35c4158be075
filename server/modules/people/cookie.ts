/** The session's cookie: `__Host-` and Secure wherever we are reached by https. */
const nameFor = (origin: string) => (origin.startsWith('https:') ? '__Host-sizhen' : 'sizhen')

/** The Set-Cookie header that keeps `secret` in the browser for `seconds`. */
export function sessionCookie(origin: string, secret: string, seconds: number): string {
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  return `${nameFor(origin)}=${secret}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`
}

/** The Set-Cookie header that forgets the session. */
export const noCookie = (origin: string): string => sessionCookie(origin, '', 0)

/** The secret in a Cookie header. */
export function cookieSecret(origin: string, header: string | undefined): string | null {
  const start = `${nameFor(origin)}=`
  const found = header?.split(/;\s*/).find((each) => each.startsWith(start))
  return found?.slice(start.length) || null
}
