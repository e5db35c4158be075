import { addDays, dayMs, isoDate, localDate, localTimeAsUtc, minuteMs, momentsOf } from '#server/platform/clock.ts'

/** The hours of one day: each from a minute of the day to another, in their order, without an overlap. */
export type DayHours = readonly (readonly [from: number, to: number])[]

/** Whether one day, as YYYY-MM-DD, is a workday, where that was said of it. */
export type SaidDays = ReadonlyMap<string, boolean>

type Sources = {
  /** The hours of the seven days of a usual week, from Monday. One day at least has some. */
  hours: readonly DayHours[]
  /** What the union has said of single days; it holds before what was published. */
  own: SaidDays
  /** What the State Council has published of single days. */
  published: SaidDays
}

/** When a union works. */
export type WorkingCalendar = Sources & {
  /** The hours of an ordinary day: those of the first day of the week that has some. */
  ordinary: DayHours
  /** The midnight from which on nothing was said of any day: all weeks are usual ones. In milliseconds. */
  usualFrom: number
}

export function workingCalendar(sources: Sources): WorkingCalendar {
  const ordinary = sources.hours.find((spans) => spans.length > 0)
  if (!ordinary) throw new Error('A calendar has hours on one day of the week at least.')
  const { own, published } = sources
  const lastSaid = [...own.keys(), ...published.keys()].reduce((a, b) => (a > b ? a : b), '2000-01-01')
  return { ...sources, ordinary, usualFrom: momentsOf(lastSaid).lt.getTime() }
}

const minutesOf = (spans: DayHours): number => spans.reduce((sum, [from, to]) => sum + to - from, 0)

const weekMs = 7 * dayMs

/** The working milliseconds of a usual week. */
const workingWeek = ({ hours }: WorkingCalendar): number =>
  hours.reduce((sum, day) => sum + minutesOf(day), 0) * minuteMs

/** The minutes of an ordinary day: what a working day is where a time limit counts in days. */
export const minutesOfDay = ({ ordinary }: WorkingCalendar): number => minutesOf(ordinary)

/**
 * The hours of a date, as YYYY-MM-DD. A workday on which the usual week has no hours, as a Saturday that makes up for a
 * holiday, has those of an ordinary day.
 */
export function hoursOn({ hours, ordinary, own, published }: WorkingCalendar, date: string): DayHours {
  const usual = hours[placeInWeek(date)]!
  const isWorkday = own.get(date) ?? published.get(date) ?? usual.length > 0
  if (!isWorkday) return []
  return usual.length > 0 ? usual : ordinary
}

/** The place of a date in its week: 0 for Monday to 6 for Sunday. */
export const placeInWeek = (date: string): number => (new Date(date).getUTCDay() + 6) % 7

/** Every notice names these two days of its year as holidays. */
const namedInEachYear = ['01-01', '10-01']

/** Whether the holidays of a year are known. Of one that is not known the usual weeks alone count. */
export const isYearKnown = ({ own, published }: Pick<Sources, 'own' | 'published'>, year: number): boolean =>
  namedInEachYear.every((day) => own.has(`${year}-${day}`) || published.has(`${year}-${day}`))

type Span = { from: number; to: number }

/** The working time from a moment on, span by span. It has no end. */
function* spansFrom(calendar: WorkingCalendar, moment: Date): Generator<Span, never> {
  const start = moment.getTime()
  for (let day = momentsOf(localDate(moment)).gte; ; day = addDays(day, 1)) {
    const midnight = day.getTime()
    for (const [from, to] of hoursOn(calendar, isoDate(localTimeAsUtc(day)))) {
      const end = midnight + to * minuteMs
      if (end > start) yield { from: Math.max(midnight + from * minuteMs, start), to: end }
    }
  }
}

/**
 * The first moment by which so many working minutes have passed since the start; the start itself where they are none. Whole
 * usual weeks are not gone through day by day: by the shortest hours and the longest limit they would be tens of thousands.
 */
export const addWorkingTime = (calendar: WorkingCalendar, start: Date, minutes: number): Date =>
  minutes === 0 ? start : addWorkingMs(calendar, start, Math.round(minutes * minuteMs))

function addWorkingMs(calendar: WorkingCalendar, start: Date, ms: number): Date {
  let left = ms
  const spans = spansFrom(calendar, start)
  for (;;) {
    const { from, to } = spans.next().value
    if (left <= to - from) return new Date(from + left)
    const week = workingWeek(calendar)
    const weeks = from < calendar.usualFrom ? 0 : Math.ceil(left / week) - 1
    if (weeks > 0) return addWorkingMs(calendar, new Date(from + weeks * weekMs), left - weeks * week)
    left -= to - from
  }
}

/** How many working minutes lie between two moments, the parts of minutes as well; none where the second is the earlier. */
export const workingMinutes = (calendar: WorkingCalendar, from: Date, to: Date): number =>
  workingMs(calendar, from, to.getTime()) / minuteMs

function workingMs(calendar: WorkingCalendar, from: Date, end: number): number {
  let sum = 0
  for (const span of spansFrom(calendar, from)) {
    if (span.from >= end) break
    const weeks = span.from < calendar.usualFrom ? 0 : Math.floor((end - span.from) / weekMs)
    if (weeks > 0) {
      return sum + weeks * workingWeek(calendar) + workingMs(calendar, new Date(span.from + weeks * weekMs), end)
    }
    sum += Math.min(span.to, end) - span.from
  }
  return sum
}

/** The moment itself where it lies in working time, or else when the next working time begins. */
export const nextWorkingMoment = (calendar: WorkingCalendar, moment: Date): Date =>
  new Date(spansFrom(calendar, moment).next().value.from)

/** Whether a moment lies in working time. The minute in which it ends belongs to it no more. */
export const isWorkingAt = (calendar: WorkingCalendar, moment: Date): boolean =>
  nextWorkingMoment(calendar, moment).getTime() === moment.getTime()
