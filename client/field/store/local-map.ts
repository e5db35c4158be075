import { ObservableValue } from './observable-value.ts'
import { type StorageTrouble, storageTroubleOf } from './storage-trouble.ts'

type Texts = Pick<globalThis.Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>

/** What a page has of the browser's localStorage: the texts, and the event that another tab has changed one of them. */
export type LocalStorage = {
  localStorage: Texts
  addEventListener: (type: 'storage', listener: (event: Pick<StorageEvent, 'key'>) => void) => void
}

/**
 * Values in localStorage under a common prefix, the same in every tab. localStorage has written when it returns: a
 * page that is closed right after the last key loses nothing. A value that the browser does not store is there as long as the
 * page is open, and `trouble` says why.
 */
export class LocalMap<T> {
  readonly values: ObservableValue<ReadonlyMap<string, T>>
  /** Why the last value was not stored; null where it was. */
  readonly trouble = new ObservableValue<StorageTrouble | null>(null)
  readonly #prefix: string
  readonly #texts: Texts

  constructor(prefix: string, page: LocalStorage) {
    this.#prefix = prefix
    this.#texts = page.localStorage
    const keys = Array.from({ length: this.#texts.length }, (_, index) => this.#texts.key(index) ?? '')
    const own = keys.filter((key) => key.startsWith(prefix))
    const values = own.flatMap((key) => this.#entry(key, this.#texts.getItem(key)))
    this.values = new ObservableValue(new Map(values))
    page.addEventListener('storage', ({ key }) => {
      if (!key?.startsWith(prefix)) return
      // the event may come late: the value is what localStorage holds now
      const others = new Map(this.values.get())
      others.delete(key.slice(prefix.length))
      this.values.set(new Map([...others, ...this.#entry(key, this.#texts.getItem(key))]))
    })
  }

  set(key: string, value: T): void {
    this.values.set(new Map(this.values.get()).set(key, value))
    try {
      this.#texts.setItem(this.#prefix + key, JSON.stringify(value))
      this.#show(null)
    } catch (error) {
      this.#show(storageTroubleOf(error))
    }
  }

  remove(key: string): void {
    const rest = new Map(this.values.get())
    rest.delete(key)
    this.values.set(rest)
    this.#texts.removeItem(this.#prefix + key)
  }

  #show(trouble: StorageTrouble | null): void {
    if (trouble !== this.trouble.get()) this.trouble.set(trouble)
  }

  // text that is no JSON was not put there by this page: it is left alone
  #entry(key: string, text: string | null): [string, T][] {
    try {
      return text === null ? [] : [[key.slice(this.#prefix.length), JSON.parse(text)]]
    } catch {
      return []
    }
  }
}
