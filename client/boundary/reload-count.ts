const key = 'sizhen.reloads'
const anHour = 60 * 60_000

/** How often the page was loaded again by itself, and when it was last, in milliseconds since 1970. */
type Reloads = { count: number; at: number }

/** The reloads in a row before `now`, read from what was stored. After an hour without one it begins at 0 again. */
export function reloadsBefore(stored: string | null, now: number): number {
  if (!stored) return 0
  const { count, at } = JSON.parse(stored) as Reloads
  return now - at < anHour ? count : 0
}

/** The reloads in a row of this tab. They outlive the page, so that a page that fails at once does not load in a loop. */
export function readReloads(): number {
  try {
    return reloadsBefore(sessionStorage.getItem(key), Date.now())
  } catch {
    // a browser that stores nothing cannot be signed in either
    return 0
  }
}

/** Counts one reload more. */
export function addReload(): void {
  try {
    const reloads: Reloads = { count: readReloads() + 1, at: Date.now() }
    sessionStorage.setItem(key, JSON.stringify(reloads))
  } catch {
    // as above
  }
}
