/**
 * Whether the text is the address of a PostgreSQL server that can be read in one way only. A password that is not written by
 * percent codes where it must be would move the places of the host, the port and the database, and parts of it would be shown
 * as their names.
 */
export function isPostgresAddress(text: string): boolean {
  const [, authority, rest] = /^postgres(?:ql)?:\/\/([^/?#]*)(.*)$/s.exec(text) ?? []
  if (authority === undefined || rest === undefined) return false
  if (/[\s\p{Cc}]/u.test(text) || /%(?![0-9a-f]{2})/i.test(text)) return false
  // a sign that belongs into the authority, or a part that no address of a database has
  if (rest.includes('@') || rest.includes('#')) return false
  try {
    const { username, password, hostname, pathname, search } = new URL(text)
    for (const part of [username, password, hostname, pathname, search]) decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}
