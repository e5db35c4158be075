import { v4 as newId } from 'uuid'
import type { Account } from './account.ts'
import type { Answer, Rows, Session } from './centre-client.ts'
import type { CentreClock } from './centre-clock.ts'
import { deedOf, type Entry, isLocal, isUnsent, localId, type NewEntry } from './entry.ts'
import { ObservableValue } from './observable-value.ts'
import { inOneTab } from './one-tab.ts'
import { queueOf, readyOf } from './queues.ts'
import { Retry } from './retry.ts'
import type { StopNames } from './stop-names.ts'
import type { Storage } from './storage.ts'
import { StoredEntries } from './stored-entries.ts'
import type { UnsentMark } from './unsent-mark.ts'

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
  names: Pick<StopNames, 'idOf' | 'ids' | 'set'>
  clock: Pick<CentreClock, 'now' | 'read' | 'settle'>
  /** Whose session the centre sees now. */
  session: () => Promise<Session>
  send: (entry: Entry) => Promise<Answer>
  /** Takes in the rows of an acknowledged entry. The entry is removed only after that. */
  take: (rows: Rows) => Promise<void>
  mark: Pick<UnsentMark, 'set'>
  /** Tells the other tabs of this phone that the outbox has changed, and by what answer, and hears it from them. */
  otherTabs: BroadcastChannel
}

/** What an acknowledged entry has brought: its rows, and the id of a stop that was planned on this phone. */
type News = { rows?: Rows; named?: { local: string; id: string } }

/** The codes by which the centre refuses: the same entry would be refused again. Whatever else fails may pass. */
const refusals = new Set(['INVALID', 'CONFLICT', 'FORBIDDEN', 'NOT_FOUND'])

/**
 * The phone's outbox. An entry leaves it only when the centre has acknowledged it, or when the user has read the
 * refusal, has given it up and deletes the copy too. Entries go one at a time; those of a stop go in their order, and behind a refused one not at
 * all. A fault of the centre, or its silence, is never a refusal: the entry is sent again, with pauses that grow, until it
 * is answered. Nothing of one account is ever sent in the session of another.
 */
export class Outbox {
  readonly state = new ObservableValue<OutboxState>({ entries: [], sending: null, obstacle: null })
  readonly #surroundings: Surroundings
  readonly #entries: StoredEntries
  readonly #sending = new Retry(() => inOneTab(() => this.#send()))
  #account: Account | null = null
  /** The queues whose entry had no answer when it was last sent: the others go first. */
  readonly #unanswered = new Set<string>()

  private constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
    this.#entries = new StoredEntries(surroundings.storage, surroundings.names)
    surroundings.otherTabs.onmessage = ({ data }) => void this.#hear(data ?? {}).catch(() => {})
    // whatever is shown of a stop goes over to its new id in one moment
    surroundings.names.ids.observe(() =>
      this.#show({ entries: this.state.get().entries.map(this.#entries.underItsId) }),
    )
  }

  static async open(surroundings: Surroundings): Promise<Outbox> {
    const outbox = new Outbox(surroundings)
    surroundings.storage.keepOutbox(() => outbox.state.get().entries)
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
    const { clock } = this.#surroundings
    const clientId = newId()
    const entry = {
      ...deed,
      ...(deedOf(deed)?.localStop && { visit: localId(clientId) }),
      clientId,
      happenedAt: clock.now().toISOString(),
      clock: clock.read(),
      account: this.#account.id,
      accountName: this.#account.displayName,
      tries: 0,
    }
    await this.#entries.add(entry, replaces)
    await this.#changed()
    void this.#sending.start()
  }

  /** Sends a refused entry once more, as it is, also one that was given up. */
  async sendAgain({ n }: Entry): Promise<void> {
    const again = ({ refused, givenUp, ...entry }: Entry) =>
      refused || givenUp ? ({ ...entry, tries: 0 } as Entry) : null
    await this.#entries.change([n], again)
    await this.#changed()
    void this.#sending.start()
  }

  /**
   * Gives up a refused entry: it is sent no more and holds nothing back, and a copy of it stays on the phone. What rests on a
   * stop that the centre refuses to make is given up with it.
   */
  async giveUp(entry: Entry): Promise<void> {
    const { entries } = this.state.get()
    const rests = ({ n, visit }: Entry) => n !== entry.n && isLocal(visit) && visit === entry.visit
    const numbers = [entry.n, ...entries.filter(rests).map(({ n }) => n)]
    const givenUp = this.#surroundings.clock.now().toISOString()
    let isRefused = false
    await this.#entries.change(numbers, (stored) => {
      // another tab may have sent it again
      if (stored.n === entry.n) isRefused = stored.refused !== undefined
      return isRefused && isUnsent(stored) ? { ...stored, givenUp } : null
    })
    await this.#changed()
    void this.#sending.start()
  }

  /** Deletes an entry that was given up, or a picture that is not on its way yet. */
  async discard({ n }: Entry): Promise<void> {
    const { entries, sending } = this.state.get()
    const isWaiting = (entry: Entry) => deedOf(entry)?.picture && !entry.refused && n !== sending
    this.#surroundings.mark.set(entries.filter((entry) => entry.n !== n && isUnsent(entry)).length)
    await this.#entries.change([n], (entry) => (entry.givenUp || isWaiting(entry) ? 'delete' : null))
    await this.#changed()
    void this.#sending.start()
  }

  /** Deletes what an account has given up: on a shared phone nothing of it stays when it signs out. */
  async forget(account: string): Promise<void> {
    const numbers = this.state
      .get()
      .entries.filter((entry) => entry.account === account)
      .map(({ n }) => n)
    await this.#entries.change(numbers, (entry) => (entry.givenUp ? 'delete' : null))
    await this.#changed()
  }

  /** Finds out whether the session still is this account's. Says false where the centre cannot be asked. */
  async checkSession(): Promise<boolean> {
    const session = await this.#surroundings.session()
    if (session === 'unreachable') return false
    const own = this.#account?.id
    this.#show({ obstacle: session === 'none' ? 'signed-out' : session.account === own ? null : 'other-account' })
    return true
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
    if (!(await this.checkSession())) return false
    if (this.state.get().obstacle) return true
    for (let entry = await this.#next(faulty); entry; entry = await this.#next(faulty)) {
      // the session that was asked for belongs to the account of that moment
      if (this.#account !== account) return true
      this.#show({ sending: entry.n })
      const answer = await this.#surroundings
        .send(await this.#entries.settle(entry, this.#surroundings.clock))
        .finally(() => this.#show({ sending: null }))
      this.#unanswered.delete(queueOf(entry))
      let news: News = {}
      if (answer.ok) news = await this.#acknowledge(entry, answer.rows)
      else if (refusals.has(answer.failure.code)) {
        const { retry: _, ...refused } = answer.failure
        await this.#entries.change([entry.n], (stored) => ({ ...stored, refused }))
      } else if (answer.failure.code === 'UNAUTHENTICATED') {
        this.#show({ obstacle: 'signed-out' })
        return true
      } else if (answer.failure.code === 'UNAVAILABLE') {
        this.#unanswered.add(queueOf(entry))
        return false
      } else {
        await this.#entries.change([entry.n], (stored) => ({ ...stored, tries: stored.tries + 1 }))
        faulty.add(queueOf(entry))
        await this.#changed()
        continue
      }
      this.#sending.forgetFailures()
      await this.#changed(news)
    }
    return faulty.size === 0
  }

  async #acknowledge(entry: Entry, rows: Rows): Promise<News> {
    const isNamed = deedOf(entry)?.localStop && rows.visit
    const news = { rows, ...(isNamed && { named: { local: localId(entry.clientId), id: isNamed.id } }) }
    await this.#take(news)
    this.#surroundings.mark.set(this.state.get().entries.filter(isUnsent).length - 1)
    await this.#surroundings.storage.use((database) => database.delete('outbox', entry.n))
    return news
  }

  async #take({ rows, named }: News): Promise<void> {
    if (named) this.#surroundings.names.set(named.local, named.id)
    if (rows) await this.#surroundings.take(rows)
  }

  // the rows first: a stop must not be missing between its entry and its row
  async #hear(news: News): Promise<void> {
    await this.#take(news)
    await this.#read()
  }

  // the entry of this account that goes next; `faulty` are the queues that have just failed
  async #next(faulty: ReadonlySet<string>): Promise<Entry | undefined> {
    const own = (await this.#entries.all()).filter(({ account }) => account === this.#account?.id)
    const ready = readyOf(own, faulty)
    const next = ready.find((entry) => !this.#unanswered.has(queueOf(entry))) ?? ready[0]
    if (next && this.#unanswered.has(queueOf(next))) this.#unanswered.clear()
    return next
  }

  async #changed(news: News = {}): Promise<void> {
    await this.#read()
    this.#surroundings.otherTabs.postMessage(news)
  }

  async #read(): Promise<void> {
    const entries = await this.#entries.all()
    this.#surroundings.mark.set(entries.filter(isUnsent).length)
    this.#show({ entries })
  }

  #show(part: Partial<OutboxState>): void {
    this.state.set({ ...this.state.get(), ...part })
  }
}
