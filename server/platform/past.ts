import { now } from './clock.ts'
import { invalid, type Sentence } from './errors.ts'

const minute = 60_000
const reachDays = 60

/** What is reported late is at most sixty days old. */
export const reach = (): Date => new Date(now().getTime() - reachDays * 24 * 60 * minute)

/** Why something may not have happened before `reach`. */
export const beyondReach: Sentence = {
  zh: '发生时间太早:最多补报六十天内的。',
  en: 'What is reported may be at most sixty days old.',
}

/** `at`, or `earliest` where two clocks differ by up to five minutes; INVALID where `at` lies further back. */
export function notBefore(at: Date, earliest: Date, sentence: Sentence): Date {
  if (at >= earliest) return at
  if (earliest.getTime() - at.getTime() <= 5 * minute) return earliest
  throw invalid('happenedAt', sentence)
}
