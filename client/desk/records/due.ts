const dayLength = 86_400_000

/** When something is due, seen from today: late, today or later, in so many days. */
export type Due = { when: 'late' | 'today' | 'tomorrow' | 'later'; count: number }

/** Whether a day is over, is today or is still to come, and how many days lie between. Both are ISO dates. */
export function dueOn(day: string, today: string): Due {
  const days = Math.round((Date.parse(day) - Date.parse(today)) / dayLength)
  if (days < 0) return { when: 'late', count: -days }
  if (days === 0) return { when: 'today', count: 0 }
  return { when: days === 1 ? 'tomorrow' : 'later', count: days }
}
