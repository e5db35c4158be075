import type { Batch } from './follow.ts'

/**
 * How fresh the data on the screen is. `asOf` is the server's time of the last batch (ISO; null before the first) and
 * `through` its seq. `silentFor` is the number of whole seconds without a batch while the state is stale, else 0.
 * `caughtUp` is the number of events that arrived after a silence; ten seconds after the last of them it becomes 0.
 */
export type Freshness = {
  state: 'starting' | 'live' | 'stale' | 'catching-up'
  asOf: string | null
  through: number
  silentFor: number
  caughtUp: number
}

/** From the best state to the worst. */
const states = ['live', 'starting', 'catching-up', 'stale'] as const

/** How fresh a screen is that shows several feeds: as fresh as the least fresh of them. */
export function leastFresh(all: readonly Freshness[]): Freshness {
  const [first, ...others] = all
  if (!first) return { state: 'starting', asOf: null, through: 0, silentFor: 0, caughtUp: 0 }
  return others.reduce(
    (one, other) => ({
      state: states.indexOf(other.state) > states.indexOf(one.state) ? other.state : one.state,
      asOf: one.asOf === null || other.asOf === null ? null : one.asOf < other.asOf ? one.asOf : other.asOf,
      through: one.through + other.through,
      silentFor: Math.max(one.silentFor, other.silentFor),
      caughtUp: one.caughtUp + other.caughtUp,
    }),
    first,
  )
}

// a screen says within ten seconds that it hears nothing, although it looks only now and then
const staleAfter = 9000
const caughtUpShownFor = 10_000

/** The milliseconds after which `check` is to be called again. */
export const checkEvery = 500

/** Derives how fresh the screen is from the batches of the feed. `now` is always in milliseconds of one clock. */
export class FreshnessStore {
  #value: Freshness = { state: 'starting', asOf: null, through: 0, silentFor: 0, caughtUp: 0 }
  #listeners = new Set<() => void>()
  /** The time of the last batch, or of the start while there was none; null before the start. */
  #lastBatchAt: number | null = null
  /** True after a silence until all events that were missed have arrived. */
  #isCatchingUp = false
  #caughtUpAt = 0

  /** The value now. It is another object after each change. */
  readonly get = (): Freshness => this.#value

  /** Calls the listener after each change; returns how to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Begins to expect batches: nine seconds without one from now on count as a silence. */
  start(now: number): void {
    this.#lastBatchAt ??= now
  }

  /** Takes note of a batch; one without events is a heartbeat and counts as well. */
  receive(batch: Batch, now: number): void {
    const isLevel = batch.through >= batch.head
    const { state, caughtUp } = this.#value
    this.#lastBatchAt = now
    this.#set({
      // events that come in several batches while the screen is live were not missed
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

  /** Checks how long the silence has lasted. To be called every `checkEvery` milliseconds. */
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
