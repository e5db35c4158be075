import { retryPause } from '#client/graph/retry.ts'

const longestPause = 60_000

/**
 * Does a piece of work until it has succeeded: it says true. Where it says false or throws, it is done again after a
 * pause. It is never done twice at the same time. Work that many others can ask for rests for `rest` milliseconds after each
 * time: however often it is asked for meanwhile, it is done once more.
 */
export class Retry {
  readonly #work: () => Promise<boolean>
  readonly #rest: number
  #timer: ReturnType<typeof setTimeout> | undefined
  #failures = 0
  #running = false
  #resting = false
  #startAgain = false
  #stopped = false
  #succeeded = false

  constructor(work: () => Promise<boolean>, rest = 0) {
    this.#work = work
    this.#rest = rest
  }

  /** Does the work now. Called while it is being done or rests, does it once more after that: after a pause where it failed. */
  async start(): Promise<void> {
    if (this.#stopped) return
    if (this.#running || this.#resting) {
      this.#startAgain = true
      return
    }
    this.#running = true
    clearTimeout(this.#timer)
    do {
      this.#startAgain = false
      this.#succeeded = await this.#work().catch(() => false)
    } while (this.#startAgain && this.#succeeded && !this.#stopped && this.#rest === 0)
    this.#running = false
    if (this.#stopped) return
    if (this.#succeeded) this.forgetFailures()
    this.#resting = this.#rest > 0
    const pause = this.#succeeded ? this.#rest : retryPause(this.#failures++, longestPause)
    if (!this.#succeeded || this.#resting) this.#timer = setTimeout(() => this.#goOn(), pause)
  }

  #goOn(): void {
    this.#resting = false
    if (this.#startAgain || !this.#succeeded) void this.start()
  }

  /** Something came back, such as the signal: work that has not succeeded yet is done at once. */
  resume(): void {
    if (this.#succeeded) return
    this.forgetFailures()
    this.#resting = false
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
