import type { CentreClock } from './centre-clock.ts'
import { deedOf, type Entry, entryOf, withVisit } from './entry.ts'
import type { StopNames } from './stop-names.ts'
import type { Storage } from './storage.ts'

/** The entries of the outbox as the phone stores them, in the shape of this release and each under the newest id of its stop. */
export class StoredEntries {
  readonly #storage: Storage
  readonly #names: Pick<StopNames, 'idOf'>
  /** When what was settled last of each stop happened. */
  readonly #settled = new Map<string | null, number>()

  constructor(storage: Storage, names: Pick<StopNames, 'idOf'>) {
    this.#storage = storage
    this.#names = names
  }

  // an entry may have been stored under its stop's local id at the very moment when the centre gave the stop its id
  async all(): Promise<Entry[]> {
    const stored = await this.#storage.use((database) => database.getAll('outbox'))
    return stored.map(entryOf).map(this.underItsId)
  }

  readonly underItsId = (entry: Entry): Entry => {
    const id = entry.visit && this.#names.idOf(entry.visit)
    return id && id !== entry.visit ? withVisit(entry, id) : entry
  }

  /** Stores an entry, which the database numbers. It takes the place of the refused entry with the number `replaces`. */
  async add(entry: Omit<Entry, 'n'>, replaces?: number): Promise<void> {
    await this.#storage.changeOutbox(async (outbox) => {
      const old = replaces === undefined ? undefined : await outbox.get(replaces)
      const time = old && deedOf(entry as Entry)?.keepsTime ? timeOf(old) : {}
      await outbox.put((old?.refused ? { ...entry, ...time, n: old.n } : entry) as Entry)
    })
  }

  /** Settles when an entry happened, which must not change any more once it may have been sent. */
  async settle(entry: Entry, clock: Pick<CentreClock, 'settle'>): Promise<Entry> {
    const { visit } = entry
    const { happenedAt, jumped } = clock.settle(entry.happenedAt, entry.clock, this.#settled.get(visit))
    const at = Date.parse(happenedAt)
    if (Number.isFinite(at)) this.#settled.set(visit, at)
    if (!entry.clock && happenedAt === entry.happenedAt) return entry
    const settled = ({ clock: _, ...rest }: Entry) =>
      ({ ...rest, happenedAt, ...(jumped && { clockJumped: true }) }) as Entry
    await this.change([entry.n], settled)
    return settled(entry)
  }

  /** Changes entries in one transaction; `change` says null where one stays as it is, and 'delete' where it goes. */
  async change(numbers: readonly number[], change: (stored: Entry) => Entry | 'delete' | null): Promise<void> {
    await this.#storage.changeOutbox(async (outbox) => {
      for (const n of numbers) {
        const stored = await outbox.get(n)
        const changed = stored && change(entryOf(stored))
        if (changed === 'delete') await outbox.delete(n)
        else if (changed) await outbox.put(changed)
      }
    })
  }
}

/** When an entry happened, for another that takes its place. */
const timeOf = ({ happenedAt, clock, clockJumped }: Entry): Partial<Entry> => ({ happenedAt, clock, clockJumped })
