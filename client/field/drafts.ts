import type { Storage } from './storage.ts'
import { useWatched, Watched } from './watched.ts'

type Values = ReadonlyMap<string, unknown>

/** What was typed and not yet sent: kept as it is typed, given back when the form is opened again. */
export class Drafts {
  readonly values: Watched<Values>
  readonly #storage: Storage

  private constructor(storage: Storage, values: Values) {
    this.#storage = storage
    this.values = new Watched(values)
  }

  static async open(storage: Storage): Promise<Drafts> {
    const [keys, values] = await Promise.all([storage.getAllKeys('drafts'), storage.getAll('drafts')])
    return new Drafts(storage, new Map(keys.map((key, i) => [key, values[i]])))
  }

  async set(key: string, value: unknown): Promise<void> {
    this.values.set(new Map(this.values.get()).set(key, value))
    await this.#storage.put('drafts', value, key)
  }

  async remove(key: string): Promise<void> {
    const rest = new Map(this.values.get())
    rest.delete(key)
    this.values.set(rest)
    await this.#storage.delete('drafts', key)
  }

  /** Moves what was typed for a stop that has only now got its id. */
  async rename(from: string, to: string): Promise<void> {
    for (const [key, value] of [...this.values.get()].filter(([key]) => key.includes(from))) {
      await this.set(key.replace(from, to), value)
      await this.remove(key)
    }
  }

  /** Forgets what one account typed. */
  async forget(account: string): Promise<void> {
    for (const key of this.values.get().keys()) {
      if (key.startsWith(`${account} `)) await this.remove(key)
    }
  }
}

/** A form's value, kept under `key`; null forgets it. */
export function useDraft<T>(drafts: Drafts, key: string, blank: T): [T, (value: T | null) => void] {
  const value = useWatched(drafts.values).get(key) as T | undefined
  const set = (next: T | null) => {
    void (next === null ? drafts.remove(key) : drafts.set(key, next))
  }
  return [value ?? blank, set]
}
