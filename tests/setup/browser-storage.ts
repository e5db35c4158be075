import type { Page } from 'playwright-core'

/** Everything that the browser keeps of the server behind a page: texts of both storages, databases, and files that were kept. */
export const storedTexts = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const texts = [localStorage, sessionStorage].map((storage) => JSON.stringify({ ...storage }))
    const request = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result)
        asked.onerror = () => reject(asked.error)
      })
    for (const { name } of await indexedDB.databases()) {
      const database = await request(indexedDB.open(name!))
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store)
        texts.push(JSON.stringify([store, await request(rows.getAllKeys()), await request(rows.getAll())]))
      }
      database.close()
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const { url } of await cache.keys()) texts.push(url, (await (await cache.match(url))?.text()) ?? '')
    }
    return texts.join('\n')
  })
