import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { published } from '#server/modules/calendars/published.ts'
import {
  addWorkingTime,
  type DayHours,
  hoursOn,
  isWorkingAt,
  isYearKnown,
  minutesOfDay,
  nextWorkingMoment,
  workingCalendar,
  workingMinutes,
} from '#server/modules/calendars/working-time.ts'

const usualDay: DayHours = [
  [9 * 60, 12 * 60],
  [14 * 60, 18 * 60],
]
const week = (day: DayHours): DayHours[] => [day, day, day, day, day, [], []]
const usual = workingCalendar({ hours: week(usualDay), own: new Map(), published })
const at = (text: string) => new Date(`${text}+08:00`)
const workdays = (from: string, to: string) => {
  const days: string[] = []
  for (let day = new Date(from); day <= new Date(to); day = new Date(day.getTime() + 86_400_000)) {
    const date = day.toISOString().slice(0, 10)
    if (hoursOn(usual, date).length > 0) days.push(date)
  }
  return days
}

describe('working time', () => {
  it('ends with the hours of a day, and goes on with those of the next', () => {
    expect(addWorkingTime(usual, at('2026-11-30T11:00'), 60)).toEqual(at('2026-11-30T12:00'))
    expect(addWorkingTime(usual, at('2026-11-30T11:00'), 61)).toEqual(at('2026-11-30T14:01'))
    expect(addWorkingTime(usual, at('2026-11-30T17:00'), minutesOfDay(usual))).toEqual(at('2026-12-01T17:00'))
    expect(addWorkingTime(usual, at('2026-11-30T13:13:13'), 0)).toEqual(at('2026-11-30T13:13:13'))
  })

  it('begins with the next hours where it starts outside them', () => {
    expect(addWorkingTime(usual, at('2026-11-28T23:59:59'), 30)).toEqual(at('2026-11-30T09:30'))
    expect(addWorkingTime(usual, at('2026-11-30T18:00'), 30)).toEqual(at('2026-12-01T09:30'))
    expect(workingMinutes(usual, at('2026-11-28T00:00'), at('2026-11-30T09:30'))).toBe(30)
  })

  it('has no minute before a moment that is no later', () => {
    expect(workingMinutes(usual, at('2026-11-30T10:00'), at('2026-11-30T10:00'))).toBe(0)
    expect(workingMinutes(usual, at('2026-11-30T10:00'), at('2026-11-27T10:00'))).toBe(0)
  })

  it('is over in the minute in which the hours end', () => {
    expect(isWorkingAt(usual, at('2026-11-30T09:00'))).toBe(true)
    expect(isWorkingAt(usual, at('2026-11-30T11:59:59.999'))).toBe(true)
    expect(isWorkingAt(usual, at('2026-11-30T12:00'))).toBe(false)
    expect(nextWorkingMoment(usual, at('2026-11-30T12:00'))).toEqual(at('2026-11-30T14:00'))
    expect(nextWorkingMoment(usual, at('2026-11-30T15:00:01'))).toEqual(at('2026-11-30T15:00:01'))
  })

  it('goes through midnight without a gap where the hours do', () => {
    const always = workingCalendar({
      hours: Array.from({ length: 7 }, () => [[0, 1440]] as const),
      own: new Map(),
      published: new Map(),
    })
    expect(addWorkingTime(always, at('2026-12-31T23:59'), 2)).toEqual(at('2027-01-01T00:01'))
    expect(workingMinutes(always, at('2026-12-31T23:59'), at('2027-01-01T00:01'))).toBe(2)
    expect(isWorkingAt(always, at('2027-01-01T00:00'))).toBe(true)
    const night = workingCalendar({
      hours: week([
        [0, 60],
        [1380, 1440],
      ]),
      own: new Map(),
      published: new Map(),
    })
    expect(addWorkingTime(night, at('2026-12-01T23:30'), 60)).toEqual(at('2026-12-02T00:30'))
    expect(isWorkingAt(night, at('2026-12-05T00:00'))).toBe(false)
  })

  it('rests over Spring Festival of 2020 as it was extended', () => {
    expect(workdays('2020-01-18', '2020-02-04')).toEqual([
      ...['2020-01-19', '2020-01-20', '2020-01-21', '2020-01-22', '2020-01-23'],
      ...['2020-02-03', '2020-02-04'],
    ])
    expect(addWorkingTime(usual, at('2020-01-23T17:00'), 120)).toEqual(at('2020-02-03T10:00'))
  })

  it('works on the days that make up for National Day of 2026, by the hours of an ordinary day', () => {
    expect(workdays('2026-09-18', '2026-10-12')).toEqual([
      ...['2026-09-18', '2026-09-20', '2026-09-21', '2026-09-22', '2026-09-23', '2026-09-24'],
      ...['2026-09-28', '2026-09-29', '2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10', '2026-10-12'],
    ])
    expect(isWorkingAt(usual, at('2026-10-10T13:00'))).toBe(false)
    expect(addWorkingTime(usual, at('2026-10-09T17:30'), 60)).toEqual(at('2026-10-10T09:30'))
  })

  it('follows what the union itself has said of a day before what was published', () => {
    const own = new Map([
      ['2026-10-10', false],
      ['2026-10-07', true],
      ['2026-10-09', false],
    ])
    const calendar = workingCalendar({ hours: week(usualDay), own, published })
    expect(hoursOn(calendar, '2026-10-07')).toBe(usualDay)
    expect(hoursOn(calendar, '2026-10-09')).toEqual([])
    expect(hoursOn(calendar, '2026-10-10')).toEqual([])
  })

  it('keeps to the usual weeks in a year that nothing was published of, and says that it is not known', () => {
    expect(isYearKnown(usual, 2020)).toBe(true)
    expect(isYearKnown(usual, 2026)).toBe(true)
    expect(isYearKnown(usual, 2031)).toBe(false)
    expect(workdays('2031-01-01', '2031-01-07')).toHaveLength(5)
    const own = new Map([
      ['2031-01-01', false],
      ['2031-10-01', false],
    ])
    expect(isYearKnown({ own, published }, 2031)).toBe(true)
  })

  it('counts a year at once', () => {
    const begin = performance.now()
    for (let i = 0; i < 10; i++) {
      const end = addWorkingTime(usual, at('2025-12-31T18:00'), 248 * minutesOfDay(usual))
      expect(end).toEqual(at('2026-12-31T18:00'))
    }
    expect((performance.now() - begin) / 10).toBeLessThan(50)
  })

  it('counts centuries at once, where the hours are few and a limit is long', () => {
    const hours: DayHours[] = [[], [], [[0, 1]], [], [], [], []]
    const calendar = workingCalendar({ hours, own: new Map([['2027-01-06', false]]), published })
    const start = at('2026-11-30T10:00')
    const begin = performance.now()
    const end = addWorkingTime(calendar, start, 43_200)
    expect(workingMinutes(calendar, start, end)).toBe(43_200)
    expect(performance.now() - begin).toBeLessThan(50)
    // of its Wednesdays one is a day of rest
    expect(end).toEqual(new Date(at('2026-12-02T00:01').getTime() + 43_200 * 7 * 86_400_000))
  })

  it('is never made without an hour', () => {
    expect(() => workingCalendar({ hours: week([]), own: new Map(), published })).toThrow('one day of the week')
  })
})

const minute = fc.integer({ min: 0, max: 1440 })
const dayHours = fc.uniqueArray(minute, { maxLength: 6 }).map((minutes): DayHours => {
  const ordered = minutes.toSorted((a, b) => a - b)
  return Array.from({ length: Math.floor(ordered.length / 2) }, (_, i) => [ordered[2 * i]!, ordered[2 * i + 1]!])
})
const date = fc.date({ min: new Date('2019-12-01'), max: new Date('2027-02-01'), noInvalidDate: true })
const calendars = fc.record({
  hours: fc.array(dayHours, { minLength: 7, maxLength: 7 }).filter((days) => days.some((spans) => spans.length > 0)),
  own: fc
    .array(fc.tuple(date, fc.boolean()), { maxLength: 20 })
    .map((days) => new Map(days.map(([day, isWorkday]) => [day.toISOString().slice(0, 10), isWorkday]))),
})
const made = (sources: { hours: DayHours[]; own: Map<string, boolean> }) => workingCalendar({ ...sources, published })

describe('working time of any calendar', () => {
  it('has between a start and its end as many minutes as were added', () => {
    fc.assert(
      fc.property(calendars, date, fc.integer({ min: 1, max: 3000 }), (sources, start, minutes) => {
        const calendar = made(sources)
        const end = addWorkingTime(calendar, start, minutes)
        expect(workingMinutes(calendar, start, end)).toBe(minutes)
        // no earlier moment has them
        expect(workingMinutes(calendar, start, new Date(end.getTime() - 1))).toBeLessThan(minutes)
      }),
    )
  })

  it('leads back to the end of the working time that lies between two moments', () => {
    fc.assert(
      fc.property(calendars, date, fc.integer({ min: 0, max: 30 * 1440 }), (sources, from, length) => {
        const calendar = made(sources)
        const to = new Date(from.getTime() + length * 60_000)
        const between = workingMinutes(calendar, from, to)
        const end = addWorkingTime(calendar, from, between)
        expect(end.getTime()).toBeLessThanOrEqual(to.getTime())
        expect(workingMinutes(calendar, end, to)).toBe(0)
      }),
    )
  })

  it('adds up: two parts are the whole', () => {
    fc.assert(
      fc.property(calendars, date, fc.nat(20_000), fc.nat(20_000), (sources, from, one, two) => {
        const calendar = made(sources)
        const middle = new Date(from.getTime() + one * 60_000)
        const to = new Date(middle.getTime() + two * 60_000)
        const parts = workingMinutes(calendar, from, middle) + workingMinutes(calendar, middle, to)
        expect(parts).toBeCloseTo(workingMinutes(calendar, from, to), 6)
      }),
    )
  })

  it('goes on at a working moment, which is its own next one', () => {
    fc.assert(
      fc.property(calendars, date, (sources, moment) => {
        const calendar = made(sources)
        const next = nextWorkingMoment(calendar, moment)
        expect(isWorkingAt(calendar, next)).toBe(true)
        expect(workingMinutes(calendar, moment, next)).toBe(0)
        expect(nextWorkingMoment(calendar, next)).toEqual(next)
      }),
    )
  })
})
