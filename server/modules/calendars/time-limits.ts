import { TimeUnit, Urgency } from '#codegen/prisma/enums.ts'
import { hourMs } from '#server/platform/clock.ts'
import { addWorkingTime, minutesOfDay, type WorkingCalendar } from './working-time.ts'

/** A length of time, in the unit in which it is said. */
export type TimeSpan = { amount: number; unit: TimeUnit }

/**
 * How long a union gives itself to take charge of an issue, and to be done with it. Both begin when the issue is opened; the time to
 * take charge begins anew when an agency is given it.
 */
export type Limit = { takeIn: TimeSpan; doneIn: TimeSpan }

/** The limits of a union by urgency. */
export type Limits = Readonly<Record<Urgency, Limit>>

/** All urgencies, the least first. */
export const urgencies = Object.values(Urgency)

const days = (amount: number): TimeSpan => ({ amount, unit: TimeUnit.WORKING_DAYS })
const hours = (amount: number): TimeSpan => ({ amount, unit: TimeUnit.HOURS })

/** The limits of a union that has set none. */
export const usualLimits: Limits = {
  LOW: { takeIn: days(1), doneIn: days(5) },
  MEDIUM: { takeIn: days(1), doneIn: days(3) },
  HIGH: { takeIn: days(1), doneIn: days(1) },
  EMERGENCY: { takeIn: hours(1), doneIn: hours(24) },
}

/** A length of time in minutes: of the clock where it is said in hours, and else of working time. */
export const minutesIn = (calendar: WorkingCalendar, { amount, unit }: TimeSpan): number =>
  amount * (unit === 'WORKING_DAYS' ? minutesOfDay(calendar) : 60)

/** When a length of time is over that begins at a moment. */
export const endOf = (calendar: WorkingCalendar, start: Date, span: TimeSpan): Date =>
  span.unit === 'HOURS'
    ? new Date(start.getTime() + span.amount * hourMs)
    : addWorkingTime(calendar, start, minutesIn(calendar, span))

/** When an issue of an urgency that was opened at a moment must be taken charge of, and when it must be done. */
export function dueTimes(
  calendar: WorkingCalendar,
  limits: Limits,
  urgency: Urgency,
  openedAt: Date,
): { takeBy: Date; doneBy: Date } {
  const { takeIn, doneIn } = limits[urgency]
  return { takeBy: endOf(calendar, openedAt, takeIn), doneBy: endOf(calendar, openedAt, doneIn) }
}
