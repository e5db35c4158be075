import { invalid } from '#server/platform/errors.ts'
import { mostSpans } from './limits.ts'
import type { DayHours } from './working-time.ts'

/** The hours of a day of the usual week by times of day; 00:00 as the end is the midnight after. */
export type WeekSpan = { weekday: number; from: string; to: string }

const usualDay: DayHours = [
  [9 * 60, 12 * 60],
  [14 * 60, 18 * 60],
]

/** The hours of a union that has set none: Monday to Friday, 9 to 12 and 14 to 18. */
export const usualWeek: readonly DayHours[] = [usualDay, usualDay, usualDay, usualDay, usualDay, [], []]

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

const twoDigits = (number: number) => String(number).padStart(2, '0')

/** A minute of the day as HH:MM; the end of the day is 00:00. */
const timeOf = (minute: number): string => `${twoDigits(Math.floor(minute / 60) % 24)}:${twoDigits(minute % 60)}`

/** The week of these spans. INVALID where one is none, or where two of a day overlap. */
export function weekOf(spans: readonly WeekSpan[]): DayHours[] {
  const week: [number, number][][] = Array.from({ length: 7 }, () => [])
  spans.forEach(({ weekday, from, to }, i) => {
    const span: [number, number] = [minuteOf(from), minuteOf(to) || 24 * 60]
    if (span[0] >= span[1]) {
      throw invalid(`hours.${i}.to`, { zh: '结束须晚于开始。', en: 'The end must be later than the beginning.' })
    }
    const day = week[weekday - 1]!
    if (day.some(([start, end]) => start < span[1] && span[0] < end)) {
      throw invalid(`hours.${i}`, { zh: '同一天的时段不能重叠。', en: 'Two spans of a day may not overlap.' })
    }
    if (day.length === mostSpans) {
      throw invalid(`hours.${i}`, { zh: `一天至多 ${mostSpans} 段。`, en: `A day has at most ${mostSpans} spans.` })
    }
    day.push(span)
  })
  return week.map((day) => day.toSorted(([a], [b]) => a - b))
}

/** The spans of a week, from Monday. */
export const spansOf = (week: readonly DayHours[]): WeekSpan[] =>
  week.flatMap((day, i) => day.map(([from, to]) => ({ weekday: i + 1, from: timeOf(from), to: timeOf(to) })))

/** A week in few words, by which an event tells it: `1-5 09:00-12:00 14:00-18:00`. Days of the same hours stand together. */
export function weekText(week: readonly DayHours[]): string {
  const days = week.map((day) => day.map(([from, to]) => `${timeOf(from)}-${timeOf(to)}`).join(' '))
  const parts: string[] = []
  for (let first = 0; first < days.length; ) {
    const next = days.findIndex((day, i) => i > first && day !== days[first])
    const end = next < 0 ? days.length : next
    if (days[first]) parts.push(`${first + 1 === end ? end : `${first + 1}-${end}`} ${days[first]}`)
    first = end
  }
  return parts.join('; ')
}
