import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Role } from '#codegen/graph/graphql.ts'
import type { Brief, Entry, Stop } from './entry.ts'

/** Whose phone this is, as the centre last said. */
export type Account = {
  id: string
  displayName: string
  role: Role
  squad: { id: string; number: number; cadreName: string } | null
}

/** A squad's stops as they were last read. */
export type KeptStops = { account: string; squad: string; day: string; asOf: string; stops: Stop[] }

interface Schema extends DBSchema {
  outbox: { key: number; value: Entry }
  stops: { key: string; value: KeptStops }
  briefs: { key: string; value: Brief }
  account: { key: string; value: Account }
}

export type Storage = IDBPDatabase<Schema>

/** Opens what the phone keeps; asks the browser not to clear it when space is short. */
export async function openStorage(): Promise<Storage> {
  const storage = await openDB<Schema>('sizhen-field', 1, {
    upgrade(db) {
      db.createObjectStore('outbox', { keyPath: 'n', autoIncrement: true })
      db.createObjectStore('stops')
      db.createObjectStore('briefs', { keyPath: 'id' })
      db.createObjectStore('account')
    },
  })
  navigator.storage?.persist?.().catch(() => false)
  return storage
}
