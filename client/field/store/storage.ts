import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb'
import type { Brief, Stop } from '#client/field/fragments.ts'
import type { Account } from './account.ts'
import type { Entry } from './entry.ts'

/** A squad's stops as they were last read; `shape` is the `stopShape` of the release that read them. */
export type StopList = {
  account: string
  squad: string
  /** The union's local date that the list is of. */
  day: string
  /** When the centre last sent a list or a stop of it, by its clock. */
  asOf: string
  shape: string
  stops: Stop[]
}

/** A brief; `shape` is the `briefShape` of the release that read it. */
export type StoredBrief = Brief & { shape: string }

/**
 * The stores. What lies in them may have been put there by an older release: whoever reads a value brings it into the
 * shape of this release (`entryOf`, `accountOf`), or compares its `shape` and reads it from the centre again.
 */
interface Schema extends DBSchema {
  outbox: { key: number; value: Entry }
  stops: { key: string; value: StopList }
  briefs: { key: string; value: StoredBrief }
  account: { key: string; value: Account }
}

type Database = IDBPDatabase<Schema>

type OutboxStore = IDBPObjectStore<Schema, ['outbox'], 'outbox', 'readwrite'>

const name = 'sizhen-field'

/** The version of the stores themselves. A later one may only add stores: this release goes on working beside it. */
const version = 1

/**
 * What the phone stores in IndexedDB. The browser may close a connection at any time, for example while the phone
 * sleeps, when somebody clears the browser's data or when a later release adds a store: the next use opens another one.
 */
export class Storage {
  #connection: Promise<Database> | undefined
  /** What the page has in memory of the outbox: the browser may have deleted the store while the page is open. */
  #outboxInMemory: () => readonly Entry[] = () => []

  /** Sets what is put back into the outbox where the browser has deleted everything while the page is open. */
  keepOutbox(inMemory: () => readonly Entry[]): void {
    this.#outboxInMemory = inMemory
  }

  /**
   * Does one transaction of work. Where the connection turns out to be lost, the transaction has changed nothing, and
   * the work is done once more on a new connection. Rejects where the browser cannot store or read.
   */
  async use<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const connection = this.#connect()
    try {
      return await work(await connection)
    } catch (error) {
      if (!isLoss(error)) throw error
      this.#drop(connection)
      return work(await this.#connect())
    }
  }

  /** Reads and changes the outbox in one transaction. */
  changeOutbox(work: (outbox: OutboxStore) => Promise<void>): Promise<void> {
    return this.use(async (database) => {
      const { store, done } = database.transaction('outbox', 'readwrite')
      await Promise.all([work(store), done])
    })
  }

  #connect(): Promise<Database> {
    if (this.#connection) return this.#connection
    const drop = () => this.#drop(connection)
    const connection = open(drop, this.#outboxInMemory)
    this.#connection = connection
    connection.catch(drop)
    return connection
  }

  #drop(connection: Promise<Database>): void {
    if (this.#connection === connection) this.#connection = undefined
  }
}

const losses = new Set(['InvalidStateError', 'AbortError', 'UnknownError'])

const isLoss = (error: unknown): boolean => error instanceof DOMException && losses.has(error.name)

async function open(onLoss: () => void, outbox: () => readonly Entry[]): Promise<Database> {
  const connect = (wanted: number | undefined) =>
    openDB<Schema>(name, wanted, {
      upgrade(database) {
        const store = database.createObjectStore('outbox', { keyPath: 'n', autoIncrement: true })
        for (const entry of outbox()) void store.put(entry)
        database.createObjectStore('stops')
        database.createObjectStore('briefs', { keyPath: 'id' })
        database.createObjectStore('account')
      },
      // another tab wants to add a store or to delete everything: it waits until this connection is closed
      blocking(_current, _wanted, event) {
        onLoss()
        ;(event.target as IDBDatabase).close()
      },
      terminated: onLoss,
    })
  try {
    return await connect(version)
  } catch (error) {
    // a later release has been on this phone: what is typed must be stored all the same
    if (error instanceof DOMException && error.name === 'VersionError') return connect(undefined)
    throw error
  }
}
