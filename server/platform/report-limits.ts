import { addDays, minuteMs, now } from './clock.ts'
import { invalid, type Sentence } from './errors.ts'

const mostDays = 60

/** By how much the clock of a phone may differ from that of the server. */
export const clockDifferenceMs = 5 * minuteMs

/** The earliest time that may be reported as `happenedAt`: sixty days ago. */
export const earliestReportable = (): Date => addDays(now(), -mostDays)

/** The sentence that refuses a time before `earliestReportable`. */
export const reportedTooLate: Sentence = {
  zh: '发生时间太早:最多补报六十天内的。',
  en: 'What is reported may be at most sixty days old.',
}

/**
 * The time, or `earliest` when the time lies up to five minutes before it, as it may where two clocks differ. Throws
 * INVALID with the sentence, on the field `happenedAt`, when it lies further back.
 */
export function clampToEarliest(at: Date, earliest: Date, sentence: Sentence): Date {
  if (at >= earliest) return at
  if (earliest.getTime() - at.getTime() <= clockDifferenceMs) return earliest
  throw invalid('happenedAt', sentence)
}
