import { LocalMap, type LocalStorage } from './local-map.ts'
import type { ObservableValue } from './observable-value.ts'

/**
 * How many records wait on the phone, noted where browsers that clear IndexedDB mostly leave it: a page that finds none though
 * some waited knows that they were deleted. The count is set lower before a record leaves, so that none seems missing which
 * has arrived.
 */
export class UnsentMark {
  /** Under `waiting` how many wait, under `lost` how many were deleted, until somebody has read that. */
  readonly counts: ObservableValue<ReadonlyMap<string, number>>
  readonly #counts: LocalMap<number>

  constructor(page: LocalStorage) {
    this.#counts = new LocalMap('unsent ', page)
    this.counts = this.#counts.values
  }

  /** The page was opened and has found so many records. */
  open(found: number): void {
    const waiting = this.#get('waiting')
    if (found === 0 && waiting > 0) this.#counts.set('lost', this.#get('lost') + waiting)
    this.set(found)
  }

  /** So many records wait now. */
  set(waiting: number): void {
    if (waiting !== this.#get('waiting')) this.#counts.set('waiting', waiting)
  }

  /** Somebody has read that records were deleted. */
  forgetLost(): void {
    this.#counts.remove('lost')
  }

  #get(key: 'waiting' | 'lost'): number {
    const count = this.counts.get().get(key)
    return typeof count === 'number' ? count : 0
  }
}
