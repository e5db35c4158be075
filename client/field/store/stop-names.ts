import { LocalMap, type LocalStorage } from './local-map.ts'
import type { ObservableValue } from './observable-value.ts'

/**
 * The ids that the centre has given to stops planned on this phone. A stop is on the screen, and in the outbox, under a
 * local id until the centre has made it; whatever is still stored or shown under that id then belongs to the centre's.
 */
export class StopNames {
  readonly ids: ObservableValue<ReadonlyMap<string, string>>
  readonly #names: LocalMap<string>

  constructor(page: LocalStorage) {
    this.#names = new LocalMap('stop ', page)
    this.ids = this.#names.values
  }

  /** The centre's id where it has given one. */
  idOf(visit: string): string {
    return this.ids.get().get(visit) ?? visit
  }

  /** The id under which the stop was first shown: a form that is open goes on as it is when the centre names its stop. */
  firstIdOf(visit: string): string {
    return [...this.ids.get()].find(([, id]) => id === visit)?.[0] ?? visit
  }

  set(local: string, id: string): void {
    if (this.ids.get().get(local) !== id) this.#names.set(local, id)
  }

  /** Forgets the names of stops that nothing on the phone refers to any more. */
  keepOnly(used: ReadonlySet<string>): void {
    for (const local of this.ids.get().keys()) if (!used.has(local)) this.#names.remove(local)
  }
}
