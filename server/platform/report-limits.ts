import { addDays, minuteMs, now } from './clock.ts'
import { invalid, type Sentence } from './errors.ts'

/** For how many days back somebody may report. */
export const mostDays = 60

/** By how much the clock of a phone may differ from that of the server. */
const clockDifferenceMs = 5 * minuteMs

/** The earliest time that may be reported as `happenedAt`: sixty days ago. */
const earliestReportable = (): Date => addDays(now(), -mostDays)

/** The sentence that refuses a time before `earliestReportable`. */
const reportedTooLate: Sentence = {
  zh: '发生时间太早:最多补报六十天内的。',
  en: 'What is reported may be at most sixty days old.',
}

/**
 * The time, or `earliest` when the time lies up to five minutes before it, as it may where two clocks differ. Throws
 * INVALID with the sentence, on the field that gives the time, when it lies further back.
 */
export function clampToEarliest(at: Date, earliest: Date, sentence: Sentence, field = 'happenedAt'): Date {
  if (at >= earliest) return at
  if (earliest.getTime() - at.getTime() <= clockDifferenceMs) return earliest
  throw invalid(field, sentence)
}

/**
 * When a change happened: as it was reported, or now. A time up to five minutes ahead counts as now, because the clocks of
 * phones are not exact. INVALID, on the field that gives the time, where it lies further ahead, or before sixty days ago.
 */
export function timeOfReport(reported: Date | null | undefined, field: string): Date {
  const time = now()
  if (!reported) return time
  if (reported.getTime() > time.getTime() + clockDifferenceMs) {
    throw invalid(field, { zh: '发生时间不能在将来。', en: 'What is reported may not lie in the future.' })
  }
  return reported < time ? clampToEarliest(reported, earliestReportable(), reportedTooLate, field) : time
}
