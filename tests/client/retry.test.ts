import { afterEach, describe, expect, it, vi } from 'vitest'
import { retryPause } from '#client/graph/retry.ts'

afterEach(() => vi.restoreAllMocks())

const longest = (failures: number, most?: number) => {
  vi.spyOn(Math, 'random').mockReturnValue(1)
  return retryPause(failures, most)
}

describe('the pause before another try', () => {
  it('doubles at its longest from 0.4 s with each failure, up to 10 s', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 50, 2000].map((failures) => longest(failures))).toEqual([
      400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000, 10_000,
    ])
  })

  it('goes up to another limit where one is given', () => {
    expect(longest(20, 60_000)).toBe(60_000)
    expect(longest(7, 60_000)).toBe(51_200)
  })

  it('is spread from a tenth of a second on, so that not all come back at once', () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    expect([0, 9].map((failures) => retryPause(failures))).toEqual([100, 100])
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    expect(retryPause(0)).toBe(250)
  })
})
