import { v4 as newId } from 'uuid'
import { type Entry, localId, type Order, type Refusal } from './entry.ts'
import { Watched } from './observable.ts'
import type { Account, Storage } from './storage.ts'

/** What the centre said to an entry; `visitId` is the id it gave to a new stop. */
export type Answer = { taken: true; visitId?: string } | { taken: false; refusal: Refusal; retry: boolean }

/** Whose session the centre sees: an account's id, nobody's, or it could not be reached. */
export type Session = { account: string } | 'none' | 'unreachable'

export type Mail = {
  entries: readonly Entry[]
  sending: number | null
  /** Entries wait because the session ended, or belongs to another account. */
  held: 'signed-out' | 'other-account' | null
}

type Centre = {
  session: () => Promise<Session>
  /** Sends an entry and, where it was taken, keeps what came back before it resolves. */
  send: (entry: Entry) => Promise<Answer>
  /** A stop planned on this phone has got its id. */
  named: (local: string, id: string) => Promise<void>
}

const lastWait = 60_000
const triesOfAFault = 3

/**
 * The phone's outbox. An entry leaves it only when the centre has taken it, or when the user has read the refusal and
 * discards it. Entries go one at a time; those of a stop in their order, behind a refused one not at all.
 */
export class Outbox {
  readonly mail = new Watched<Mail>({ entries: [], sending: null, held: null })
  readonly #storage: Storage
  readonly #centre: Centre
  readonly #otherTabs = new BroadcastChannel('sizhen-field')
  #account: Account | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #failures = 0
  #running = false
  #askedAgain = false

  private constructor(storage: Storage, centre: Centre) {
    this.#storage = storage
    this.#centre = centre
    this.#otherTabs.onmessage = () => void this.#read()
  }

  static async open(storage: Storage, centre: Centre): Promise<Outbox> {
    const outbox = new Outbox(storage, centre)
    await outbox.#read()
    return outbox
  }

  /** Whose entries may be sent. */
  belongTo(account: Account | null): void {
    this.#account = account
  }

  /** Keeps what was done on this phone and sets off to send it. It takes the place of the refused entry `replaces`. */
  async add(order: Order, replaces?: number): Promise<void> {
    const { id, displayName } = this.#account!
    const clientId = newId()
    const entry = {
      ...order,
      ...(order.mutation === 'planVisit' && { visit: localId(clientId) }),
      clientId,
      happenedAt: new Date().toISOString(),
      account: id,
      accountName: displayName,
      tries: 0,
    }
    const refused = replaces !== undefined && (await this.#storage.get('outbox', replaces))?.refused
    if (refused) await this.#storage.put('outbox', { ...entry, n: replaces } as Entry)
    else await this.#storage.add('outbox', entry as Entry)
    await this.#changed()
    void this.sendAll()
  }

  /** Sends a refused entry once more, as it is. */
  async again(entry: Entry): Promise<void> {
    const { refused: _, ...rest } = entry
    await this.#storage.put('outbox', { ...rest, tries: 0 } as Entry)
    await this.#changed()
    void this.sendAll()
  }

  /** Forgets a refused entry that the user has read. */
  async discard(entry: Entry): Promise<void> {
    await this.#storage.delete('outbox', entry.n)
    await this.#changed()
    void this.sendAll()
  }

  /** Something came back (signal, page, session): try at once. */
  wake(): void {
    this.#failures = 0
    void this.sendAll()
  }

  /** Sends what waits, in one tab at a time. */
  async sendAll(): Promise<void> {
    if (this.#running) {
      this.#askedAgain = true
      return
    }
    this.#running = true
    clearTimeout(this.#timer)
    try {
      do {
        this.#askedAgain = false
        await inOneTab(() => this.#send())
      } while (this.#askedAgain)
    } catch {
      // the phone's storage failed for a moment; what it holds is still there
      this.#later()
    } finally {
      this.#running = false
    }
  }

  async #send(): Promise<void> {
    const faulty = new Set<string>()
    if (!(await this.#next(faulty))) return
    const session = await this.#centre.session()
    if (session === 'unreachable') return this.#later()
    const held = session === 'none' ? 'signed-out' : session.account === this.#account?.id ? null : 'other-account'
    this.#show({ held })
    if (held) return
    for (let entry = await this.#next(faulty); entry; entry = await this.#next(faulty)) {
      this.#show({ sending: entry.n })
      const answer = await this.#centre.send(entry).finally(() => this.#show({ sending: null }))
      if (answer.taken) await this.#taken(entry, answer.visitId)
      else if (answer.refusal.code === 'UNAUTHENTICATED') return this.#show({ held: 'signed-out' })
      else if (answer.refusal.code === 'UNAVAILABLE') return this.#later()
      else if (answer.retry && entry.tries + 1 < triesOfAFault) {
        await this.#storage.put('outbox', { ...entry, tries: entry.tries + 1 })
        faulty.add(queueOf(entry))
      } else await this.#storage.put('outbox', { ...entry, refused: answer.refusal })
      this.#failures = 0
      await this.#changed()
    }
    if (faulty.size) this.#later()
  }

  async #taken(entry: Entry, visitId: string | undefined): Promise<void> {
    if (entry.mutation === 'planVisit' && visitId) {
      const local = localId(entry.clientId)
      const change = this.#storage.transaction('outbox', 'readwrite')
      for (const each of await change.store.getAll()) {
        if (each.visit === local && each.n !== entry.n) {
          await change.store.put({ ...each, visit: visitId, input: { ...each.input, visitId } } as Entry)
        }
      }
      await change.done
      await this.#centre.named(local, visitId)
    }
    await this.#storage.delete('outbox', entry.n)
  }

  async #next(faulty: ReadonlySet<string>): Promise<Entry | undefined> {
    const blocked = new Set(faulty)
    for (const entry of await this.#storage.getAll('outbox')) {
      if (entry.account !== this.#account?.id || blocked.has(queueOf(entry))) continue
      if (!entry.refused) return entry
      // an issue stands for itself: what follows on the visit does not rest on it
      if (entry.mutation !== 'openIssue') blocked.add(queueOf(entry))
    }
    return undefined
  }

  #later(): void {
    const wait = Math.min(lastWait, 1000 * 2 ** this.#failures++)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.sendAll(), wait * (0.5 + Math.random() / 2))
  }

  async #changed(): Promise<void> {
    await this.#read()
    this.#otherTabs.postMessage(null)
  }

  async #read(): Promise<void> {
    this.#show({ entries: await this.#storage.getAll('outbox') })
  }

  #show(part: Partial<Mail>): void {
    this.mail.set({ ...this.mail.get(), ...part })
  }
}

const queueOf = (entry: Entry): string => entry.visit ?? 'squad'

// an old browser has no locks: two tabs may then send the same entry, which its clientId makes harmless
const inOneTab = (work: () => Promise<void>): Promise<void> =>
  navigator.locks ? navigator.locks.request('sizhen-field-outbox', work) : work()
