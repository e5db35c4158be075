/** Every error that was printed since the running test began: by this process and by the pages of its browser. */
const printed: string[] = []

/** What the running test may print. */
const allowed: RegExp[] = []

/** Records an error that was printed or thrown outside a test's own assertions. */
export const recordError = (text: string): void => void printed.push(text)

/** Lets the running test print errors that match one of the patterns: only those which it provokes itself. */
export const allowErrors = (...patterns: RegExp[]): void => void allowed.push(...patterns)

/** Lets the running test's pages print that a request or a socket failed: for a test that cuts the network. */
export const allowNetworkErrors = (): void =>
  allowErrors(
    /^Failed to load resource: /,
    /^WebSocket connection to /,
    // the browser looks for a newer service worker by itself
    /^An unknown error occurred when fetching the script\.$/,
  )

/** The errors that the running test did not allow. Forgets all errors and what was allowed. */
export function takeErrors(): string[] {
  const unexpected = printed.filter((text) => !allowed.some((pattern) => pattern.test(text)))
  printed.length = 0
  allowed.length = 0
  return unexpected
}
