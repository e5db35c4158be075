import { fetchWithTime } from './server-time.ts'

/**
 * Sends queries, and sends again those that have no answer yet when the line is back after a silence: what was sent into a hole
 * is repeated later and later, so that its answer may take as long again as the silence has lasted.
 */
export class Reads {
  readonly #open = new Set<() => void>()

  /** Sends all that wait for an answer once more. */
  readonly sendAgain = (): void => {
    for (const again of this.#open) again()
  }

  /** As `fetch`, for what may be asked twice. */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    for (;;) {
      init?.signal?.throwIfAborted()
      const attempt = new AbortController()
      let isRepeated = false
      const again = () => {
        isRepeated = true
        attempt.abort()
      }
      init?.signal?.addEventListener('abort', () => attempt.abort(), { once: true })
      this.#open.add(again)
      try {
        return await fetchWithTime(input, { ...init, signal: attempt.signal })
      } catch (error) {
        if (!isRepeated) throw error
      } finally {
        this.#open.delete(again)
      }
    }
  }
}
