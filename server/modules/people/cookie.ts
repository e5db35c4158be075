/** The names of our cookies: that of the session, and the one by which a device is known. */
type Name = 'sizhen' | 'sizhen-device'

/** `__Host-` and Secure wherever we are reached by https. */
const nameFor = (origin: string, name: Name) => (origin.startsWith('https:') ? `__Host-${name}` : name)

function setCookie(origin: string, name: Name, value: string, seconds: number): string {
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  return `${nameFor(origin, name)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`
}

/** The Set-Cookie header that keeps `secret` in the browser for `seconds`. */
export const sessionCookie = (origin: string, secret: string, seconds: number): string =>
  setCookie(origin, 'sizhen', secret, seconds)

/** The Set-Cookie header by which a device is known again for `seconds`. */
export const deviceCookie = (origin: string, value: string, seconds: number): string =>
  setCookie(origin, 'sizhen-device', value, seconds)

/** The Set-Cookie header that forgets the session. */
export const noCookie = (origin: string): string => sessionCookie(origin, '', 0)

/** The value of one of our cookies in a Cookie header, or null. */
export function cookieValue(origin: string, name: Name, header: string | undefined): string | null {
  const start = `${nameFor(origin, name)}=`
  const found = header?.split(/;\s*/).find((each) => each.startsWith(start))
  return found?.slice(start.length) || null
}
