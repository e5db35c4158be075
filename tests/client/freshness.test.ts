import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FreshnessStore, leastFresh } from '#client/graph/freshness.ts'

const noon = '2020-03-24T04:00:00.000Z'

let store: FreshnessStore
beforeEach(() => {
  store = new FreshnessStore()
})

const batch = (through: number, count = 0, head = through, at = noon) => ({
  epoch: 'e',
  reset: false,
  after: through - count,
  through,
  head,
  at,
  events: Array.from({ length: count }, () => ({})),
})
const state = () => store.get().state

describe('how fresh the screen is', () => {
  it('is being found out until the first batch, and never stale before it was asked for', () => {
    store.check(1_000_000)
    expect(store.get()).toEqual({ state: 'starting', asOf: null, through: 0, silentFor: 0, caughtUp: 0 })
    store.start(1_000_000)
    store.check(1_008_999)
    expect(state()).toBe('starting')
    store.check(1_009_000)
    expect(store.get()).toMatchObject({ state: 'stale', silentFor: 9 })
  })

  it('counts from the first start, whatever is started again later', () => {
    store.start(0)
    store.start(9000)
    store.check(10_000)
    expect(state()).toBe('stale')
  })

  it('is live as of the server’s time with the first batch that reaches the head', () => {
    store.start(0)
    store.receive(batch(7, 3, 9), 10)
    expect(store.get()).toMatchObject({ state: 'catching-up', through: 7 })
    store.receive(batch(9, 2), 20)
    expect(store.get()).toEqual({ state: 'live', asOf: noon, through: 9, silentFor: 0, caughtUp: 0 })
    store.receive(batch(12, 3, 14), 30)
    expect(state()).toBe('live')
  })

  it('is stale after nine seconds without a batch, and says for how long', () => {
    store.start(0)
    store.receive(batch(5), 1000)
    store.check(9999)
    expect(state()).toBe('live')
    store.check(10_000)
    expect(store.get()).toMatchObject({ state: 'stale', silentFor: 9, asOf: noon, through: 5 })
    store.check(73_400)
    expect(store.get().silentFor).toBe(72)
  })

  it('says for ten seconds how many events it has caught up, over all pages of them', () => {
    store.start(0)
    store.receive(batch(5), 0)
    store.check(10_000)
    store.receive(batch(105, 100, 130), 20_000)
    expect(store.get()).toMatchObject({ state: 'catching-up', caughtUp: 100, silentFor: 0 })
    store.check(20_500)
    store.receive(batch(130, 25), 21_000)
    expect(store.get()).toMatchObject({ state: 'live', caughtUp: 125 })
    store.receive(batch(131, 1), 22_000)
    expect(store.get().caughtUp).toBe(125)
    store.check(30_999)
    expect(store.get().caughtUp).toBe(125)
    store.check(31_000)
    expect(store.get().caughtUp).toBe(0)
  })

  it('goes on counting where the silence returns while it catches up, and begins anew in a later one', () => {
    store.start(0)
    store.receive(batch(5), 0)
    store.check(10_000)
    store.receive(batch(15, 10, 30), 11_000)
    store.check(21_000)
    expect(store.get()).toMatchObject({ state: 'stale', caughtUp: 10 })
    store.receive(batch(30, 15), 22_000)
    expect(store.get()).toMatchObject({ state: 'live', caughtUp: 25 })
    store.check(32_500)
    expect(store.get()).toMatchObject({ state: 'stale', caughtUp: 0 })
    store.receive(batch(32, 2), 33_000)
    expect(store.get().caughtUp).toBe(2)
  })

  it('tells its listeners of each change, until they leave', () => {
    const listener = vi.fn()
    const leave = store.subscribe(listener)
    const before = store.get()
    store.start(0)
    expect(listener).not.toHaveBeenCalled()
    store.receive(batch(1), 0)
    expect(listener).toHaveBeenCalledTimes(1)
    expect(store.get()).not.toBe(before)
    store.check(500)
    expect(listener).toHaveBeenCalledTimes(1)
    leave()
    store.check(10_000)
    expect(listener).toHaveBeenCalledTimes(1)
  })
})

describe('a screen that shows several feeds', () => {
  const one = { state: 'live', asOf: '2026-01-01T00:00:09Z', through: 3, silentFor: 0, caughtUp: 0 } as const

  it('is as fresh as the least fresh of them', () => {
    const late = { state: 'stale', asOf: '2026-01-01T00:00:01Z', through: 4, silentFor: 12, caughtUp: 0 } as const
    expect(leastFresh([one, late])).toEqual({ ...late, through: 7 })
    expect(leastFresh([one, { ...one, state: 'catching-up', caughtUp: 2 }])).toMatchObject({
      state: 'catching-up',
      caughtUp: 2,
    })
  })

  it('is not known to be fresh before each has begun', () => {
    const first = { state: 'starting', asOf: null, through: 0, silentFor: 0, caughtUp: 0 } as const
    expect(leastFresh([one, first])).toEqual({ ...first, through: 3 })
    expect(leastFresh([])).toEqual(first)
  })
})
