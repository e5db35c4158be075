import type { Batch } from './follow.ts'

/**
 * How fresh what is on the screen is. `asOf` is the server's time of the last heartbeat, `silentFor` the whole seconds
 * without one once it is stale; `caughtUp` counts the events that came after a silence, for as long as it takes to
 * read that number.
 */
export type Freshness = {
  state: 'starting' | 'live' | 'stale' | 'catching-up'
  asOf: string | null
  through: number
  silentFor: number
  caughtUp: number
}

const staleAfter = 10_000
const caughtUpShownFor = 10_000

/** Derives how fresh the screen is from the batches of the feed. `now` is always in milliseconds of one clock. */
export class FreshnessStore {
  #value: Freshness = { state: 'starting', asOf: null, through: 0, silentFor: 0, caughtUp: 0 }
  #listeners = new Set<() => void>()
  /** The time of the last batch, or of the start while there was none; null before the start. */
  #lastBatchAt: number | null = null
  /** There was a silence, and what was missed has not all come yet. */
  #isCatchingUp = false
  #caughtUpAt = 0

  /** The value now. It is another object after each change. */
  readonly get = (): Freshness => this.#value

  /** Calls the listener after each change; returns how to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** From now on batches are expected. */
  start(now: number): void {
    this.#lastBatchAt ??= now
  }

  /** Takes account of a batch, which may be an empty one that serves as the heartbeat. */
  receive(batch: Batch, now: number): void {
    const isLevel = batch.through >= batch.head
    const { state, caughtUp } = this.#value
    this.#lastBatchAt = now
    this.#set({
      // a page of events that is cut in two is no reason to say that something was missed
      state: isLevel || state === 'live' ? 'live' : 'catching-up',
      asOf: batch.at,
      through: batch.through,
      silentFor: 0,
      caughtUp: this.#isCatchingUp ? caughtUp + batch.events.length : caughtUp,
    })
    if (!isLevel || !this.#isCatchingUp) return
    this.#isCatchingUp = false
    this.#caughtUpAt = now
  }

  /** Looks at the clock; to be called about once a second. */
  check(now: number): void {
    if (this.#lastBatchAt === null) return
    const silence = now - this.#lastBatchAt
    const { state, caughtUp } = this.#value
    if (silence >= staleAfter) {
      const isSameSilence = state === 'stale' || state === 'catching-up'
      this.#isCatchingUp = true
      this.#set({
        state: 'stale',
        silentFor: Math.round(silence / 1000),
        caughtUp: isSameSilence ? caughtUp : 0,
      })
    } else if (caughtUp && !this.#isCatchingUp && now - this.#caughtUpAt >= caughtUpShownFor) {
      this.#set({ caughtUp: 0 })
    }
  }

  #set(change: Partial<Freshness>): void {
    this.#value = { ...this.#value, ...change }
    for (const listener of this.#listeners) listener()
  }
}
