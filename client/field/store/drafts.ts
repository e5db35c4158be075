import { useWatched, Watched } from './observable.ts'

type Values = ReadonlyMap<string, unknown>

const prefix = 'draft '

/**
 * What was typed and not yet sent: kept at each keystroke, given back when the form is opened again. In localStorage,
 * which has written when it returns: a page that is closed right after the last key loses nothing.
 */
export class Drafts {
  readonly values = new Watched<Values>(kept())

  set(key: string, value: unknown): void {
    this.values.set(new Map(this.values.get()).set(key, value))
    localStorage.setItem(prefix + key, JSON.stringify(value))
  }

  remove(key: string): void {
    const rest = new Map(this.values.get())
    rest.delete(key)
    this.values.set(rest)
    localStorage.removeItem(prefix + key)
  }

  /** Moves what was typed for a stop that has only now got its id. */
  rename(from: string, to: string): void {
    for (const [key, value] of [...this.values.get()].filter(([key]) => key.includes(from))) {
      this.set(key.replace(from, to), value)
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

function kept(): Values {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix))
  return new Map(keys.map((key) => [key.slice(prefix.length), JSON.parse(localStorage.getItem(key)!)]))
}

/** A form's value, kept under `key`; null forgets it. */
export function useDraft<T>(drafts: Drafts, key: string, blank: T): [T, (value: T | null) => void] {
  const value = useWatched(drafts.values).get(key) as T | undefined
  const set = (next: T | null) => (next === null ? drafts.remove(key) : drafts.set(key, next))
  return [value ?? blank, set]
}
