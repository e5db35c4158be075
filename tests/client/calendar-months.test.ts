import { describe, expect, it } from 'vitest'
import { dateAfterKey, daysAfter, weekdayOf, weeksOf } from '#client/modules/calendars/months.ts'

describe('the months of a year', () => {
  it('have each day once, in its column from Monday', () => {
    for (const year of [2020, 2026, 2027]) {
      const days = Array.from({ length: 12 }, (_, i) => weeksOf(year, i + 1)).flat()
      for (const week of days) {
        expect(week).toHaveLength(7)
        for (const [i, date] of week.entries()) if (date) expect(weekdayOf(date)).toBe(i + 1)
      }
      const dates = days.flat().filter((date) => date !== null)
      expect([dates[0], dates.at(-1), new Set(dates).size]).toEqual([
        `${year}-01-01`,
        `${year}-12-31`,
        year === 2020 ? 366 : 365,
      ])
    }
  })

  it.each([
    ['ArrowRight', '2026-02-28', '2026-03-01'],
    ['ArrowLeft', '2026-03-01', '2026-02-28'],
    ['ArrowDown', '2026-03-28', '2026-04-04'],
    ['ArrowUp', '2026-04-04', '2026-03-28'],
    ['Home', '2026-04-17', '2026-04-01'],
    ['End', '2028-02-17', '2028-02-29'],
    ['PageDown', '2026-01-31', '2026-02-28'],
    ['PageUp', '2026-03-15', '2026-02-15'],
    ['ArrowLeft', '2026-01-01', null],
    ['ArrowDown', '2026-12-28', null],
    ['PageUp', '2026-01-20', null],
    ['PageDown', '2026-12-20', null],
    ['Enter', '2026-12-20', null],
  ])('are gone through by %s from %s to %s', (key, from, to) => {
    expect(dateAfterKey(key, from)).toBe(to)
  })

  it('count days over the ends of months and years', () => {
    expect(daysAfter('2026-12-31', 1)).toBe('2027-01-01')
    expect(daysAfter('2028-03-01', -1)).toBe('2028-02-29')
  })
})
