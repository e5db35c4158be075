import { useSyncExternalStore } from 'react'

/** A value that components can observe. */
export class ObservableValue<T> {
  #value: T
  readonly #listeners = new Set<() => void>()

  constructor(value: T) {
    this.#value = value
  }

  readonly get = (): T => this.#value

  /** Calls back after each change; returns how to stop. */
  readonly observe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  set(value: T): void {
    this.#value = value
    for (const listener of this.#listeners) listener()
  }
}

/** The value now; the component is drawn again when it changes. */
export const useObservable = <T>(observable: ObservableValue<T>): T =>
  useSyncExternalStore(observable.observe, observable.get)
