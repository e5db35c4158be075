const dayMs = 86_400_000

const textOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** The date so many days after another. */
export const daysAfter = (date: string, days: number): string => textOf(Date.parse(date) + days * dayMs)

/** The day of the week of a date, from 1 for Monday to 7 for Sunday. */
export const weekdayOf = (date: string): number => ((new Date(date).getUTCDay() + 6) % 7) + 1

/** The weeks of a month from Monday to Sunday, with null in place of the days of other months. Months count from 1. */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const first = textOf(Date.UTC(year, month - 1, 1))
  const last = textOf(Date.UTC(year, month, 0))
  const weeks: (string | null)[][] = []
  for (let monday = daysAfter(first, 1 - weekdayOf(first)); monday <= last; monday = daysAfter(monday, 7)) {
    const week = Array.from({ length: 7 }, (_, i) => daysAfter(monday, i))
    weeks.push(week.map((date) => (date < first || date > last ? null : date)))
  }
  return weeks
}

/** The date to which a key moves from another within a year; null for keys that move nowhere. */
export function dateAfterKey(key: string, date: string): string | null {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
  const months: Record<string, number> = { PageUp: -1, PageDown: 1 }
  const year = Number(date.slice(0, 4))
  const month = Number(date.slice(5, 7))
  const moved = () => {
    if (key in steps) return daysAfter(date, steps[key]!)
    if (key === 'Home') return `${date.slice(0, 8)}01`
    if (key === 'End') return textOf(Date.UTC(year, month, 0))
    if (!(key in months)) return null
    const to = month + months[key]!
    const last = new Date(Date.UTC(year, to, 0)).getUTCDate()
    return textOf(Date.UTC(year, to - 1, Math.min(Number(date.slice(8)), last)))
  }
  const to = moved()
  return to && Number(to.slice(0, 4)) === year ? to : null
}
