const zone = 'Asia/Shanghai'
const clockFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const dateFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The time of day with seconds in the union's zone, such as 14:32:07, whatever the zone of the device. */
export const clockOf = (at: string): string => clockFormat.format(new Date(at))

/** The time of day in the union's zone, such as 14:32. */
export const minuteOf = (at: string): string => clockOf(at).slice(0, 5)

/** The union's local date, YYYY-MM-DD. */
export const dateOf = (at: string): string => dateFormat.format(new Date(at))

/** The later of two moments. */
export const laterOf = (a: string, b: string | null): string => (b && Date.parse(b) > Date.parse(a) ? b : a)

/**
 * How long something has lasted, in the largest unit that gives a number above zero: the key of the text and that
 * number.
 */
export function durationOf(seconds: number): { unit: 'seconds' | 'minutes' | 'hours' | 'days'; n: number } {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1) return { unit: 'seconds', n: Math.max(0, Math.floor(seconds)) }
  if (minutes < 100) return { unit: 'minutes', n: minutes }
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? { unit: 'hours', n: hours } : { unit: 'days', n: Math.floor(hours / 24) }
}

/** Whole seconds from one moment to another; never negative. */
export const secondsBetween = (from: string, to: string): number =>
  Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000)
