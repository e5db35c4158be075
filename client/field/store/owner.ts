import { type Account, accountOf } from './account.ts'
import type { Reply } from './centre-client.ts'
import { ObservableValue } from './observable-value.ts'
import { Retry } from './retry.ts'
import type { Storage } from './storage.ts'

/** Who works on this phone; `null` is nobody, 'unknown' is not found out yet. */
export type OwnerState = Account | null | 'unknown'

/** How long the centre may take to name another account before the stored one is shown, in milliseconds. */
const patience = 1000

const key = 'last'

/** What the owner works with. */
type Surroundings = {
  storage: Storage
  viewer: () => Promise<Reply<Account | null>>
  /** Hears of each new owner before the screens do. */
  change: (account: Account | null) => void
  /** Forgets the lists of an account that does not work on this phone any more. */
  forgetLists: () => Promise<void>
}

/**
 * The account that works on this phone: as the phone stored it, then as the centre says. Without a signal the stored
 * account goes on working. On a shared phone the lists of one account are not shown to another.
 */
export class Owner {
  readonly state = new ObservableValue<OwnerState>('unknown')
  readonly #surroundings: Surroundings
  #question: Retry | undefined

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  /** Finds out who works on this phone, and asks the centre until it has answered. */
  async ask(): Promise<void> {
    this.stop()
    this.state.set('unknown')
    this.#question = new Retry(() => this.#ask())
    await this.#question.start()
  }

  /** The signal is back: asks at once where the centre has not answered yet. */
  resume(): void {
    this.#question?.resume()
  }

  /** Asks no more. */
  stop(): void {
    this.#question?.stop()
    this.#question = undefined
  }

  /** Forgets the account. */
  async forget(): Promise<void> {
    await this.#surroundings.storage.use((database) => database.clear('account'))
  }

  async #ask(): Promise<boolean> {
    const { storage, viewer, forgetLists } = this.#surroundings
    const question = this.#question
    const last = accountOf(await storage.use((database) => database.get('account', key)))
    const reply = viewer()
    const first = await Promise.race([reply, pause(patience)])
    if (question !== this.#question) return true
    if (last && (!first || first.failure) && this.state.get() === 'unknown') this.#show(last)
    const { data: account, failure } = await reply
    if (question !== this.#question) return true
    if (failure) return false
    if (last?.id !== account?.id) await forgetLists()
    if (account) await storage.use((database) => database.put('account', account, key))
    this.#show(account)
    return true
  }

  #show(account: Account | null): void {
    this.#surroundings.change(account)
    this.state.set(account)
  }
}

const pause = (ms: number): Promise<undefined> => new Promise((resolve) => setTimeout(resolve, ms, undefined))
