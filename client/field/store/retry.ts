import { retryPause } from '#client/graph/retry.ts'

const longestPause = 60_000

/**
 * Does a piece of work until it has succeeded: it says true. Where it says false or throws, it is done again after a
 * pause. It is never done twice at the same time.
 */
export class Retry {
  readonly #work: () => Promise<boolean>
  #timer: ReturnType<typeof setTimeout> | undefined
  #failures = 0
  #running = false
  #startAgain = false
  #stopped = false
  #succeeded = false

  constructor(work: () => Promise<boolean>) {
    this.#work = work
  }

  /** Does the work now. Called while it is being done, does it once more after that: after a pause where it failed. */
  async start(): Promise<void> {
    if (this.#stopped) return
    if (this.#running) {
      this.#startAgain = true
      return
    }
    this.#running = true
    clearTimeout(this.#timer)
    do {
      this.#startAgain = false
      this.#succeeded = await this.#work().catch(() => false)
    } while (this.#startAgain && this.#succeeded && !this.#stopped)
    this.#running = false
    if (this.#stopped) return
    if (this.#succeeded) this.forgetFailures()
    else this.#timer = setTimeout(() => void this.start(), retryPause(this.#failures++, longestPause))
  }

  /** Something came back, such as the signal: work that has not succeeded yet is done at once. */
  resume(): void {
    if (this.#succeeded) return
    this.forgetFailures()
    void this.start()
  }

  /** The next pause is the shortest again. */
  forgetFailures(): void {
    this.#failures = 0
  }

  /** No more tries. */
  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }
}
