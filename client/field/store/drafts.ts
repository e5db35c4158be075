import { LocalMap, type LocalStorage } from './local-map.ts'
import type { ObservableValue } from './observable-value.ts'
import type { StorageTrouble } from './storage-trouble.ts'

/** Where the draft of a form is stored. */
export const draftKey = (account: string, visit: string, form: string): string => `${account} ${visit} ${form}`

/** What was typed and not yet sent: stored at each keystroke, shown when the form is opened again. */
export class Drafts {
  readonly values: ObservableValue<ReadonlyMap<string, unknown>>
  /** Why what was typed last is not stored on the phone; null where it is. */
  readonly trouble: ObservableValue<StorageTrouble | null>
  readonly #drafts: LocalMap<unknown>

  constructor(page: LocalStorage) {
    this.#drafts = new LocalMap('draft ', page)
    this.values = this.#drafts.values
    this.trouble = this.#drafts.trouble
  }

  set(key: string, draft: unknown): void {
    this.#drafts.set(key, draft)
  }

  remove(key: string): void {
    this.#drafts.remove(key)
  }

  /** Moves what was typed for a stop that has only now got its id from the centre. */
  rename(local: string, id: string): void {
    for (const [key, draft] of [...this.values.get()].filter(([key]) => key.includes(` ${local} `))) {
      this.set(key.replace(local, id), draft)
      this.remove(key)
    }
  }

  /** Forgets what one account typed. */
  forget(account: string): void {
    for (const key of this.values.get().keys()) {
      if (key.startsWith(`${account} `)) this.remove(key)
    }
  }
}
