import { forceCloseDatabase } from 'fake-indexeddb'
import { openDB, unwrap } from 'idb'
import { describe, expect, it } from 'vitest'
import { inShapeOf } from '#client/field/shape.ts'
import { accountOf } from '#client/field/store/account.ts'
import { entryOf } from '#client/field/store/entry.ts'
import { Storage } from '#client/field/store/storage.ts'
import { withEmptyIndexedDB } from '#tests/setup/phone-parts.ts'
import { anEntry, arrival, aSquadAccount } from '#tests/setup/phone-samples.ts'

withEmptyIndexedDB()

const count = (storage: Storage) => storage.use((database) => database.count('outbox'))
const add = (storage: Storage, n: number) =>
  storage.use((database) => database.put('outbox', anEntry(arrival(), { n })))
const connection = (storage: Storage) => storage.use(async (database) => unwrap(database))

describe('the connection to the phone’s stores', () => {
  it('is one for all that is stored and read', async () => {
    const storage = new Storage()
    const [first, second] = await Promise.all([connection(storage), connection(storage)])
    expect(second).toBe(first)
    await add(storage, 1)
    expect(await connection(storage)).toBe(first)
  })

  it('is opened again when the browser has closed it', async () => {
    const storage = new Storage()
    await add(storage, 1)
    const first = await connection(storage)
    forceCloseDatabase(first as never)
    await add(storage, 2)
    expect(await count(storage)).toBe(2)
    expect(await connection(storage)).not.toBe(first)
  })

  it('is opened again where the browser closed it without a word', async () => {
    const storage = new Storage()
    const first = await connection(storage)
    first.close()
    await add(storage, 1)
    expect(await count(storage)).toBe(1)
  })

  it('is opened again once, also for work that learns of the loss after others have opened it', async () => {
    const storage = new Storage()
    const lost = await connection(storage)
    let goOn = () => {}
    const turn = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const late = storage.use(async (database) => {
      await turn
      await database.count('outbox')
      return unwrap(database)
    })
    lost.close()
    await add(storage, 1)
    const fresh = await connection(storage)
    goOn()
    expect(await late).toBe(fresh)
    expect(await connection(storage)).toBe(fresh)
  })

  it('is opened anew after everything was deleted, which it does not hold up', async () => {
    const storage = new Storage()
    await add(storage, 1)
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase('sizhen-field')
      request.onsuccess = () => resolve()
      request.onblocked = () => reject(new Error('the open connection holds it up'))
    })
    expect(await count(storage)).toBe(0)
    await add(storage, 1)
    expect(await count(storage)).toBe(1)
  })

  it('goes on beside a later release, which adds a store while this page is open', async () => {
    const storage = new Storage()
    await add(storage, 1)
    const later = await openDB('sizhen-field', 2, { upgrade: (database) => void database.createObjectStore('papers') })
    await add(storage, 2)
    expect(await later.count('outbox')).toBe(2)
    expect(await count(new Storage())).toBe(2)
    later.close()
  })

  it('does the work twice at most, and says why it failed', async () => {
    const storage = new Storage()
    let times = 0
    const fails = storage.use(async () => {
      times += 1
      throw new DOMException('the connection is lost', 'InvalidStateError')
    })
    await expect(fails).rejects.toThrow('the connection is lost')
    expect(times).toBe(2)
  })

  it.each(['InvalidStateError', 'AbortError', 'UnknownError'])('is opened again after %s', async (name) => {
    const storage = new Storage()
    const first = await connection(storage)
    let times = 0
    await storage.use(async () => {
      times += 1
      if (times === 1) throw new DOMException('the connection is lost', name)
    })
    expect(times).toBe(2)
    expect(await connection(storage)).not.toBe(first)
  })

  it('is not opened again for a fault of the work itself', async () => {
    const storage = new Storage()
    const first = await connection(storage)
    let times = 0
    const fails = storage.use(async () => {
      times += 1
      throw new DOMException('no such key', 'DataError')
    })
    await expect(fails).rejects.toThrow('no such key')
    expect([times, await connection(storage)]).toEqual([1, first])
  })

  it('is tried again at the next use where it could not be opened', async () => {
    const storage = new Storage()
    const working = globalThis.indexedDB
    globalThis.indexedDB = {
      open: () => {
        throw new DOMException('no storage in this window', 'SecurityError')
      },
    } as unknown as IDBFactory
    await expect(count(storage)).rejects.toThrow('no storage in this window')
    globalThis.indexedDB = working
    expect(await count(storage)).toBe(0)
  })
})

describe('what an older release stored', () => {
  it('is taken over field by field where it is of the type of this release', () => {
    const blank = { text: '', count: 0, list: [] as unknown[], rest: {}, any: null }
    const stored = { text: 'a', count: 1, list: ['x'], rest: { y: 1 }, any: ['z'], more: true }
    expect(inShapeOf<object>(blank, stored)).toEqual(stored)
    // each field in turn holds what belongs to another one, or nothing
    const own = Object.entries(blank).filter(([, value]) => value !== null)
    for (const [field] of own) {
      const others = [
        ...own.filter(([name]) => name !== field).map(([name]) => stored[name as keyof typeof stored]),
        null,
        true,
      ]
      for (const other of others) expect(inShapeOf<object>(blank, { [field]: other })).toEqual(blank)
    }
    for (const nothing of [null, undefined, 'a', 1, ['x']]) expect(inShapeOf(blank, nothing)).toEqual(blank)
  })

  it('an entry gets every field that it lacks, and keeps the others', () => {
    const entry = anEntry(arrival(), { refused: { code: 'CONFLICT', message: '已经跳过' } })
    expect(entryOf(entry)).toEqual(entry)
    expect(entryOf({ n: 4, mutation: 'arriveVisit', tries: 'none', extra: true })).toEqual({
      n: 4,
      mutation: 'arriveVisit',
      input: {},
      visit: null,
      title: '',
      clientId: '',
      happenedAt: '',
      account: '',
      accountName: '',
      tries: 0,
      extra: true,
    })
  })

  it('an account is used only where it says who it is and for which squad', () => {
    const account = aSquadAccount('a')
    expect(accountOf(account)).toEqual(account)
    expect(accountOf({ ...account, squad: null })).toEqual({ ...account, squad: null })
    for (const lacking of [undefined, null, 'a', {}, { ...account, id: 1 }, { ...account, role: undefined }]) {
      expect(accountOf(lacking)).toBeNull()
    }
    expect(accountOf({ ...account, displayName: null })).toBeNull()
    expect(accountOf({ ...account, squad: undefined })).toBeNull()
    expect(accountOf({ ...account, squad: { id: 'squad' } })).toBeNull()
    expect(accountOf({ ...account, squad: { number: 1 } })).toBeNull()
  })
})
