import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { storageTroubleOf } from '#client/field/store/storage-trouble.ts'
import { UnsentMark } from '#client/field/store/unsent-mark.ts'
import {
  type aBrowser,
  acknowledged,
  aTab,
  hasRefused,
  isEmpty,
  refusal,
  stored,
  theRefused,
  withEmptyIndexedDB,
  withTabs,
} from '#tests/setup/phone-parts.ts'
import { arrival, look } from '#tests/setup/phone-samples.ts'

withEmptyIndexedDB()
withTabs()

/** The browser deletes what the phone stored. */
const deleteStores = () =>
  new Promise<void>((resolve) => {
    indexedDB.deleteDatabase('sizhen-field').onsuccess = () => resolve()
  })
/** How many records a page that is opened now finds missing. */
const lostOnOpening = (browser: ReturnType<typeof aBrowser>, found: number) => {
  const mark = new UnsentMark(browser.tab())
  mark.open(found)
  return mark.counts.get().get('lost') ?? 0
}

describe('where the browser deletes what the phone stored', () => {
  it('while the page is open, the outbox is put back and sent', async () => {
    const tab = await aTab()
    tab.centre.sessionNow = 'unreachable'
    await tab.outbox.add(arrival())
    await tab.outbox.add(look('another'))
    const before = await stored(tab)
    await deleteStores()
    expect(await stored(tab)).toEqual(before)
    tab.centre.sessionNow = { account: 'a' }
    tab.outbox.wake()
    await tab.centre.answer(acknowledged(), acknowledged())
    await isEmpty(tab)
    expect(await stored(tab)).toEqual([])
  })

  it('while the page is closed, the next one says how many records are gone, until somebody has read it', async () => {
    const tab = await aTab()
    tab.centre.sessionNow = 'unreachable'
    await tab.outbox.add(arrival())
    await tab.outbox.add(look())
    expect(lostOnOpening(tab.browser, 2)).toBe(0)
    expect(lostOnOpening(tab.browser, 0)).toBe(2)
    expect(lostOnOpening(tab.browser, 0)).toBe(2)
    new UnsentMark(tab.browser.tab()).forgetLost()
    expect(lostOnOpening(tab.browser, 0)).toBe(0)
  })

  it('nothing is said of records that have arrived or were given up', async () => {
    const tab = await aTab()
    await tab.outbox.add(arrival())
    await tab.centre.answer(acknowledged())
    await isEmpty(tab)
    expect(lostOnOpening(tab.browser, 0)).toBe(0)
    await tab.outbox.add(look())
    await tab.centre.answer(refusal)
    await hasRefused(tab)
    await tab.outbox.giveUp(theRefused(tab))
    expect(lostOnOpening(tab.browser, 0)).toBe(0)
  })
})

describe('why nothing is stored', () => {
  it('is told apart', () => {
    const troubleOf = (name: string) => storageTroubleOf(new DOMException('', name))
    expect([troubleOf('QuotaExceededError'), troubleOf('SecurityError'), troubleOf('NotAllowedError')]).toEqual([
      'full',
      'forbidden',
      'forbidden',
    ])
    expect([troubleOf('UnknownError'), storageTroubleOf('no error')]).toEqual(['other', 'other'])
  })

  it('is that the browser forbids it where there is no IndexedDB at all', () => {
    const working = globalThis.indexedDB
    globalThis.indexedDB = undefined as never
    expect(storageTroubleOf(new TypeError('indexedDB is undefined'))).toBe('forbidden')
    globalThis.indexedDB = working
  })
})
