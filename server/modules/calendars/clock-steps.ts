import type { Urgency } from '#codegen/prisma/enums.ts'
import type { UnionCalendar } from './load.ts'
import { timeOf } from './time-of-urgency.ts'

/** How far a clock has come: nothing yet, a warning, overdue, and then one more for each rung of the ladder. */
export const steps = { begun: 0, warned: 1, overdue: 2 } as const

/**
 * When a rung of the ladder is due, by its place from 0, where the rung before it, or the deadline for the first, was at a
 * moment; null where the ladder has no more rungs.
 */
export function rungTime(
  { calendar, ladder }: UnionCalendar,
  place: number,
  urgency: Urgency,
  from: Date,
): Date | null {
  if (!ladder[place]) return null
  const minutes = (at: number) => {
    const { minutes: usual, emergencyMinutes } = ladder[at] ?? { minutes: 0, emergencyMinutes: 0 }
    return urgency === 'EMERGENCY' ? emergencyMinutes : usual
  }
  return timeOf(calendar, urgency).add(from, Math.max(0, minutes(place) - (place > 0 ? minutes(place - 1) : 0)))
}
