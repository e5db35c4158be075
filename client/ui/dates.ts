// every date and time on a page is the union's local one, whatever zone the device is set to
const zone = 'Asia/Shanghai'
const zoneOffset = '+08:00'
const dayLength = 86_400_000

const dateFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
const momentFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
const clockFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, timeStyle: 'medium' })

/** The date of a moment, such as 2020-03-09; today's date where no moment is given. */
export const dateOf = (at: Date | string = new Date()): string => dateFormat.format(new Date(at))

/** The last day of what ends at this moment: that may be the midnight after it. */
export const lastDayOf = (end: string): string => dateOf(new Date(Date.parse(end) - 1))

/** The date so many days after today, or before it where the number is negative. */
export const dateInDays = (days: number): string => dateOf(new Date(Date.now() + days * dayLength))

/** The time of a moment to the second, such as 14:32:07. */
export const clockOf = (at: string): string => clockFormat.format(new Date(at))

/** The time of a moment to the minute, such as 14:32. */
export const minuteOf = (at: string): string => clockOf(at).slice(0, 5)

/** The date and the time of a moment, such as 2020-03-09 14:32; an empty text for no moment. */
export const momentText = (at: string | null | undefined): string => (at ? momentFormat.format(new Date(at)) : '')

/** A date as people say it in a sentence: month and day. */
export const dayText = (date: string, language: string): string =>
  new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long', day: 'numeric' }).format(
    new Date(`${date}T00:00:00Z`),
  )

/** A date as people say it: month, day and weekday. */
export const dateText = (date: string, language: string): string =>
  new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long', day: 'numeric', weekday: 'short' }).format(
    new Date(`${date}T00:00:00Z`),
  )

/**
 * Where a date lies among the days from `from` to `to`: the first is day 1, and `left` are the days from the date to the last,
 * both included. A date before the first has a day below 1, and one after the last has none left.
 */
export function placeInPeriod(date: string, from: string, to: string): { day: number; days: number; left: number } {
  const between = (a: string, b: string) => Math.round((Date.parse(b) - Date.parse(a)) / dayLength)
  return { day: between(from, date) + 1, days: between(from, to) + 1, left: Math.max(0, between(date, to) + 1) }
}

/** How many a day make up what is missing in the days that are left; null where nothing is, or no day is left. */
export const paceOf = (missing: number, left: number): number | null =>
  missing > 0 && left > 0 ? Math.ceil(missing / left) : null

/** The moment of a local date and time as an input gives it, such as 2020-03-09T14:32. */
export const momentOf = (local: string): string => `${local}:00${zoneOffset}`

/** The later of two moments. */
export const laterOf = (a: string, b: string | null): string => (b && Date.parse(b) > Date.parse(a) ? b : a)

/** Whole and broken seconds from one moment to another; never negative. */
export const secondsBetween = (from: string, to: string): number =>
  Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000)

/** How long something has lasted, in the largest unit that still says something. `unit` is the key of its text. */
export function durationOf(seconds: number): { unit: 'seconds' | 'minutes' | 'hours' | 'days'; n: number } {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1) return { unit: 'seconds', n: Math.max(0, Math.floor(seconds)) }
  if (minutes < 100) return { unit: 'minutes', n: minutes }
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? { unit: 'hours', n: hours } : { unit: 'days', n: Math.floor(hours / 24) }
}
