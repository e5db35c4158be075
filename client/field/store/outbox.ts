import { v4 as newId } from 'uuid'
import type { Account } from './account.ts'
import type { Answer, Rows, Session } from './centre-client.ts'
import { deedOf, type Entry, entryOf, isLocal, localId, type NewEntry, withVisit } from './entry.ts'
import { ObservableValue } from './observable-value.ts'
import { Retry } from './retry.ts'
import type { StopNames } from './stop-names.ts'
import type { Storage } from './storage.ts'

/** What the screens show of the outbox. */
export type OutboxState = {
  entries: readonly Entry[]
  /** The number of the entry that is being sent. */
  sending: number | null
  /** Why nothing is sent: the session has ended, or belongs to another account. */
  obstacle: 'signed-out' | 'other-account' | null
}

/** What the outbox works with. */
type Surroundings = {
  storage: Storage
  names: Pick<StopNames, 'idOf'>
  /** Whose session the centre sees now. */
  session: () => Promise<Session>
  send: (entry: Entry) => Promise<Answer>
  /** Takes in the rows of an acknowledged entry. The entry is removed only after that. */
  take: (rows: Rows) => Promise<void>
  /** Gives a stop that was planned on this phone the id that the centre has given it. */
  rename: (local: string, id: string) => void
  /** Tells the other tabs of this phone that the outbox has changed, and hears it from them. */
  otherTabs: BroadcastChannel
}

const triesOfAFault = 3

/**
 * The phone's outbox. An entry leaves it only when the centre has acknowledged it, or when the user has read the
 * refusal and discards it. Entries go one at a time; those of a stop go in their order, and behind a refused one not at
 * all. Nothing of one account is ever sent in the session of another.
 */
export class Outbox {
  readonly state = new ObservableValue<OutboxState>({ entries: [], sending: null, obstacle: null })
  readonly #surroundings: Surroundings
  readonly #sending = new Retry(() => inOneTab(() => this.#send()))
  #account: Account | null = null

  private constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
    surroundings.otherTabs.onmessage = () => void this.#read().catch(() => {})
  }

  static async open(surroundings: Surroundings): Promise<Outbox> {
    const outbox = new Outbox(surroundings)
    await outbox.#read()
    return outbox
  }

  /** Says whose entries may be sent. */
  belongTo(account: Account | null): void {
    this.#account = account
  }

  /**
   * Stores what was done on this phone and sets off to send it. It takes the place of the refused entry with the number
   * `replaces`. Rejects where nobody works on this phone or the phone cannot store it.
   */
  async add(deed: NewEntry, replaces?: number): Promise<void> {
    if (!this.#account) throw new Error('an entry needs an account')
    const clientId = newId()
    const entry = {
      ...deed,
      ...(deedOf(deed)?.localStop && { visit: localId(clientId) }),
      clientId,
      happenedAt: new Date().toISOString(),
      account: this.#account.id,
      accountName: this.#account.displayName,
      tries: 0,
    }
    await this.#surroundings.storage.changeOutbox(async (outbox) => {
      const old = replaces === undefined ? undefined : await outbox.get(replaces)
      const time = old && deedOf(deed)?.keepsTime ? { happenedAt: old.happenedAt } : {}
      // the database numbers an entry that has no number
      await outbox.put((old?.refused ? { ...entry, ...time, n: old.n } : entry) as Entry)
    })
    await this.#changed()
    void this.#sending.start()
  }

  /** Sends a refused entry once more, as it is. */
  async sendAgain({ n }: Entry): Promise<void> {
    await this.#change(n, ({ refused, ...entry }) => (refused ? ({ ...entry, tries: 0 } as Entry) : null))
    await this.#changed()
    void this.#sending.start()
  }

  /** Forgets a refused entry that the user has read, or a picture that is not on its way yet. */
  async discard({ n }: Entry): Promise<void> {
    await this.#surroundings.storage.changeOutbox(async (outbox) => {
      const entry = await outbox.get(n)
      const isWaiting = entry && deedOf(entry)?.picture && n !== this.state.get().sending
      if (entry?.refused || isWaiting) await outbox.delete(n)
    })
    await this.#changed()
    void this.#sending.start()
  }

  /** Something came back, such as the signal, the page or the session: sends at once what waits. */
  wake(): void {
    this.#sending.forgetFailures()
    void this.#sending.start()
  }

  // says whether nothing is left that should be tried again later
  async #send(): Promise<boolean> {
    const account = this.#account
    const faulty = new Set<string>()
    if (!(await this.#next(faulty))) return true
    const session = await this.#surroundings.session()
    if (session === 'unreachable') return false
    const obstacle = session === 'none' ? 'signed-out' : session.account === account?.id ? null : 'other-account'
    this.#show({ obstacle })
    if (obstacle) return true
    for (let entry = await this.#next(faulty); entry; entry = await this.#next(faulty)) {
      // the session that was asked for belongs to the account of that moment
      if (this.#account !== account) return true
      this.#show({ sending: entry.n })
      const answer = await this.#surroundings.send(entry).finally(() => this.#show({ sending: null }))
      if (answer.ok) await this.#acknowledge(entry, answer.rows)
      else if (answer.failure.code === 'UNAUTHENTICATED') {
        this.#show({ obstacle: 'signed-out' })
        return true
      } else if (answer.failure.code === 'UNAVAILABLE') return false
      else if (answer.failure.retry && entry.tries + 1 < triesOfAFault) {
        await this.#change(entry.n, (stored) => ({ ...stored, tries: stored.tries + 1 }))
        faulty.add(queueOf(entry))
        await this.#changed()
        continue
      } else {
        const { retry: _, ...refused } = answer.failure
        await this.#change(entry.n, (stored) => ({ ...stored, refused }))
      }
      this.#sending.forgetFailures()
      await this.#changed()
    }
    return faulty.size === 0
  }

  async #acknowledge(entry: Entry, rows: Rows): Promise<void> {
    if (deedOf(entry)?.localStop && rows.visit) this.#surroundings.rename(localId(entry.clientId), rows.visit.id)
    await this.#surroundings.take(rows)
    await this.#surroundings.storage.use((database) => database.delete('outbox', entry.n))
  }

  // the oldest entry of this account that nothing stands in the way of: words first, and a picture where no words can be sent;
  // `faulty` are the queues that have just failed
  async #next(faulty: ReadonlySet<string>): Promise<Entry | undefined> {
    const own = (await this.#stored()).filter(({ account }) => account === this.#account?.id)
    const blocked = new Set(faulty)
    for (const entry of own.filter((each) => !deedOf(each)?.picture)) {
      if (blocked.has(queueOf(entry))) continue
      if (!entry.refused) return entry
      if (!deedOf(entry)?.independent) blocked.add(queueOf(entry))
    }
    return own.find(
      (entry) => deedOf(entry)?.picture && !entry.refused && !isLocal(entry.visit) && !faulty.has(queueOf(entry)),
    )
  }

  /** Changes one stored entry in one transaction; `change` says null where it stays as it is. */
  async #change(n: number, change: (stored: Entry) => Entry | null): Promise<void> {
    await this.#surroundings.storage.changeOutbox(async (outbox) => {
      const stored = await outbox.get(n)
      const changed = stored && change(entryOf(stored))
      if (changed) await outbox.put(changed)
    })
  }

  async #changed(): Promise<void> {
    await this.#read()
    this.#surroundings.otherTabs.postMessage(null)
  }

  async #read(): Promise<void> {
    this.#show({ entries: await this.#stored() })
  }

  // an entry may have been stored under its stop's local id at the very moment when the centre gave the stop its id
  async #stored(): Promise<Entry[]> {
    const stored = await this.#surroundings.storage.use((database) => database.getAll('outbox'))
    return stored.map(entryOf).map((entry) => {
      const id = entry.visit && this.#surroundings.names.idOf(entry.visit)
      return id && id !== entry.visit ? withVisit(entry, id) : entry
    })
  }

  #show(part: Partial<OutboxState>): void {
    this.state.set({ ...this.state.get(), ...part })
  }
}

/** Entries of one queue go in their order: those of a stop, and those that belong to no stop. Each picture has its own. */
const queueOf = (entry: Entry): string => (deedOf(entry)?.picture ? entry.clientId : (entry.visit ?? 'squad'))

// an old browser has no locks: two tabs may then send the same entry, which its clientId makes harmless
const inOneTab = (work: () => Promise<boolean>): Promise<boolean> => {
  const locks = globalThis.navigator?.locks
  return locks ? locks.request('sizhen-field-outbox', work) : work()
}
