import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  acknowledged,
  aTab,
  fault,
  hasRefused,
  isEmpty,
  noAnswer,
  stored,
  theRefused,
  withEmptyIndexedDB,
  withTabs,
} from '#tests/setup/phone-parts.ts'
import { arrival, look } from '#tests/setup/phone-samples.ts'

withEmptyIndexedDB()
withTabs()

describe('without an answer', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    vi.spyOn(Math, 'random').mockReturnValue(1)
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.useRealTimers()
  })

  /** The outbox has set the timer for its next try. */
  const untilPause = () =>
    new Promise<void>((resolve) => {
      const check = () => (!vi.isFakeTimers() || vi.getTimerCount() === 1 ? resolve() : setImmediate(check))
      check()
    })

  it('an entry is sent again and again, never counted as a fault, with pauses that grow to a minute', async () => {
    const tab = await aTab()
    await tab.outbox.add(arrival())
    for (const seconds of [0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 60, 60]) {
      await tab.centre.answer(noAnswer)
      await untilPause()
      await vi.advanceTimersByTimeAsync(seconds * 1000 - 1)
      expect(vi.getTimerCount()).toBe(1)
      await vi.advanceTimersByTimeAsync(1)
      expect(vi.getTimerCount()).toBe(0)
    }
    expect(await stored(tab)).toMatchObject([{ tries: 0 }])
    expect((await stored(tab))[0]!.refused).toBeUndefined()
    await tab.centre.answer(acknowledged())
    await isEmpty(tab)
  })

  it('an entry whose rows could not be taken in is sent again with the same clientId', async () => {
    let takes = 0
    const tab = await aTab({}, async () => {
      takes += 1
      if (takes === 1) throw new Error('the storage failed')
    })
    await tab.outbox.add(arrival())
    const first = await tab.centre.next()
    first.answer(acknowledged())
    await untilPause()
    expect(await stored(tab)).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(400)
    const second = await tab.centre.next()
    expect(second.entry).toEqual(first.entry)
    second.answer(acknowledged())
    await isEmpty(tab)
    expect(takes).toBe(2)
  })

  it('nothing is sent while the session cannot be asked for', async () => {
    const tab = await aTab()
    tab.centre.sessionNow = 'unreachable'
    await tab.outbox.add(arrival())
    await untilPause()
    await vi.advanceTimersByTimeAsync(400)
    await untilPause()
    expect([tab.centre.sessions, tab.centre.log]).toEqual([2, []])
    tab.centre.sessionNow = { account: 'a' }
    await vi.advanceTimersByTimeAsync(800)
    await tab.centre.answer(acknowledged())
    await isEmpty(tab)
  })

  it('a signal that is back sends at once, and the next pause is the shortest again', async () => {
    const tab = await aTab()
    await tab.outbox.add(arrival())
    await tab.centre.answer(noAnswer)
    await untilPause()
    await vi.advanceTimersByTimeAsync(400)
    await tab.centre.answer(noAnswer)
    await untilPause()
    tab.outbox.wake()
    await tab.centre.answer(noAnswer)
    await untilPause()
    await vi.advanceTimersByTimeAsync(400)
    await tab.centre.answer(acknowledged())
    await isEmpty(tab)
  })

  it('an entry that arrived makes the next pause the shortest again', async () => {
    const tab = await aTab()
    await tab.outbox.add(look())
    await tab.outbox.add(arrival())
    await tab.centre.answer(noAnswer)
    await untilPause()
    await vi.advanceTimersByTimeAsync(400)
    await tab.centre.answer(acknowledged(), noAnswer)
    await untilPause()
    await vi.advanceTimersByTimeAsync(400)
    await tab.centre.answer(acknowledged())
    await isEmpty(tab)
  })

  it('a fault of the centre is tried again and again, with pauses that grow to a minute, and never refused', async () => {
    const tab = await aTab()
    await tab.outbox.add(look())
    await tab.outbox.add(arrival())
    for (const seconds of [0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 60, 60]) {
      await tab.centre.answer(fault)
      await untilPause()
      await vi.advanceTimersByTimeAsync(seconds * 1000 - 1)
      expect(vi.getTimerCount()).toBe(1)
      await vi.advanceTimersByTimeAsync(1)
    }
    expect((await stored(tab)).map(({ tries, refused }) => [tries, refused])).toEqual([
      [10, undefined],
      [0, undefined],
    ])
    await tab.centre.answer(acknowledged(), acknowledged())
    await isEmpty(tab)
  })

  it.each(['INVALID', 'CONFLICT', 'FORBIDDEN', 'NOT_FOUND'])('%s is a refusal and is not tried again', async (code) => {
    const tab = await aTab()
    await tab.outbox.add(look())
    await tab.centre.answer({ ok: false, failure: { code, message: code, retry: false } })
    await hasRefused(tab)
    expect(theRefused(tab).refused).toEqual({ code, message: code })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('a code that this release does not know may pass', async () => {
    const tab = await aTab()
    await tab.outbox.add(look())
    await tab.centre.answer({ ok: false, failure: { code: 'BUSY', message: '', retry: false } })
    await untilPause()
    await vi.advanceTimersByTimeAsync(400)
    await tab.centre.answer(acknowledged())
    await isEmpty(tab)
  })

  it('an entry that never has an answer lets those of other stops go first', async () => {
    const tab = await aTab()
    await tab.outbox.add(look('one'))
    await tab.outbox.add(look('two'))
    await tab.outbox.add(look('three'))
    await tab.centre.answer(noAnswer)
    await untilPause()
    await vi.advanceTimersByTimeAsync(400)
    await tab.centre.answer(noAnswer)
    await untilPause()
    await vi.advanceTimersByTimeAsync(800)
    await tab.centre.answer(acknowledged(), noAnswer)
    await untilPause()
    await vi.advanceTimersByTimeAsync(400)
    await tab.centre.answer(acknowledged(), acknowledged())
    await isEmpty(tab)
    expect(tab.centre.log.map((deed) => deed.split(' ')[1])).toEqual(['one', 'two', 'three', 'one', 'two', 'one'])
  })

  it('a fault at one stop does not stand in the way of another stop', async () => {
    const tab = await aTab()
    await tab.outbox.add(look('one'))
    await tab.outbox.add(arrival('one'))
    await tab.outbox.add(arrival('two'))
    await tab.centre.answer(fault, acknowledged())
    await untilPause()
    expect(tab.centre.log).toEqual(['completeStep one', 'arriveVisit two'])
    await vi.advanceTimersByTimeAsync(400)
    await tab.centre.answer(acknowledged(), acknowledged())
    await isEmpty(tab)
  })
})
