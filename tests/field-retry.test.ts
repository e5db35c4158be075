import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Retry } from '#client/field/store/retry.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  // the longest pause that chance can give
  vi.spyOn(Math, 'random').mockReturnValue(1)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** Work that fails or succeeds as the test says, and is counted. */
function someWork(result: () => boolean | Promise<boolean> = () => false) {
  const work = { count: 0, retry: null as unknown as Retry }
  work.retry = new Retry(async () => {
    work.count += 1
    return result()
  })
  return work
}

describe('work that fails', () => {
  it('is done again after pauses that double up to a minute', async () => {
    const work = someWork()
    await work.retry.start()
    for (const [index, seconds] of [0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 60, 60].entries()) {
      expect(work.count).toBe(index + 1)
      await vi.advanceTimersByTimeAsync(seconds * 1000 - 1)
      expect(work.count).toBe(index + 1)
      await vi.advanceTimersByTimeAsync(1)
    }
    expect(work.count).toBe(11)
  })

  it('waits at least a tenth of a second, whatever chance says', async () => {
    vi.mocked(Math.random).mockReturnValue(0)
    const work = someWork()
    await work.retry.start()
    await vi.advanceTimersByTimeAsync(99)
    expect(work.count).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(work.count).toBe(2)
  })

  it('is done again where it throws', async () => {
    const work = someWork(() => Promise.reject(new Error('the storage failed')))
    await work.retry.start()
    await vi.advanceTimersByTimeAsync(400)
    expect(work.count).toBe(2)
  })

  it('starts with the shortest pause again after a success', async () => {
    let result = false
    const work = someWork(() => result)
    await work.retry.start()
    await vi.advanceTimersByTimeAsync(400)
    result = true
    await vi.advanceTimersByTimeAsync(800)
    result = false
    await work.retry.start()
    expect(work.count).toBe(4)
    await vi.advanceTimersByTimeAsync(400)
    expect(work.count).toBe(5)
  })

  it('is done at once when something came back, and from then on with the shortest pause', async () => {
    const work = someWork()
    await work.retry.start()
    await vi.advanceTimersByTimeAsync(400)
    work.retry.resume()
    await vi.advanceTimersByTimeAsync(0)
    expect(work.count).toBe(3)
    await vi.advanceTimersByTimeAsync(400)
    expect(work.count).toBe(4)
    await vi.advanceTimersByTimeAsync(799)
    expect(work.count).toBe(4)
  })

  it('is not done any more once it was stopped, and not started either', async () => {
    const work = someWork()
    await work.retry.start()
    work.retry.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    await work.retry.start()
    work.retry.resume()
    expect(work.count).toBe(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('sets no timer where it is stopped while it is being done', async () => {
    const work = someWork(() => {
      work.retry.stop()
      return false
    })
    await work.retry.start()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('work that succeeds', () => {
  it('is done once, and not again when something came back', async () => {
    const work = someWork(() => true)
    await work.retry.start()
    work.retry.resume()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(work.count).toBe(1)
  })

  it('is done anew when it is started again', async () => {
    const work = someWork(() => true)
    await work.retry.start()
    await work.retry.start()
    expect(work.count).toBe(2)
  })
})

describe('work that is being done', () => {
  it('is done once more afterwards for all who asked meanwhile, never twice at the same time', async () => {
    let release = () => {}
    let busy = 0
    const work = someWork(async () => {
      busy += 1
      expect(busy).toBe(1)
      await new Promise<void>((resolve) => {
        release = resolve
      })
      busy -= 1
      return true
    })
    const first = work.retry.start()
    void work.retry.start()
    void work.retry.start()
    expect(work.count).toBe(1)
    release()
    await vi.advanceTimersByTimeAsync(0)
    expect(work.count).toBe(2)
    release()
    await first
    expect(work.count).toBe(2)
  })

  it('waits for the pause where it fails, also for those who asked meanwhile', async () => {
    let fail = () => {}
    const work = someWork(
      () =>
        new Promise<boolean>((resolve) => {
          fail = () => resolve(false)
        }),
    )
    const first = work.retry.start()
    void work.retry.start()
    fail()
    await first
    expect([work.count, vi.getTimerCount()]).toEqual([1, 1])
    await vi.advanceTimersByTimeAsync(400)
    expect(work.count).toBe(2)
  })

  it('drops the pause that was set before it was started', async () => {
    const work = someWork()
    await work.retry.start()
    await work.retry.start()
    expect(vi.getTimerCount()).toBe(1)
  })
})

describe('work that rests', () => {
  const resting = (result: () => boolean = () => true) => {
    const work = { count: 0, retry: null as unknown as Retry }
    work.retry = new Retry(async () => {
      work.count += 1
      return result()
    }, 3000)
    return work
  }

  it('is done once more after each rest, however often it is asked for', async () => {
    const work = resting()
    await work.retry.start()
    for (let second = 0; second < 9; second += 1) {
      for (let time = 0; time < 50; time += 1) void work.retry.start()
      await vi.advanceTimersByTimeAsync(1000)
    }
    expect(work.count).toBe(4)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(work.count).toBe(4)
    void work.retry.start()
    expect(work.count).toBe(5)
  })

  it('is not hurried by those who ask while it fails, but by a signal that is back', async () => {
    const work = resting(() => false)
    await work.retry.start()
    await vi.advanceTimersByTimeAsync(400)
    for (let time = 0; time < 50; time += 1) void work.retry.start()
    await vi.advanceTimersByTimeAsync(799)
    expect(work.count).toBe(2)
    work.retry.resume()
    await vi.advanceTimersByTimeAsync(0)
    expect(work.count).toBe(3)
  })
})
