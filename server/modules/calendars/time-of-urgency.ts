import type { Urgency } from '#codegen/prisma/enums.ts'
import { minuteMs } from '#server/platform/clock.ts'
import { addWorkingTime, type WorkingCalendar, workingMinutes } from './working-time.ts'

/** How time passes for an issue of an urgency: round the clock for an emergency, and else in working time. In minutes. */
export const timeOf = (calendar: WorkingCalendar, urgency: Urgency) =>
  urgency === 'EMERGENCY'
    ? {
        add: (from: Date, minutes: number) => new Date(from.getTime() + minutes * minuteMs),
        between: (from: Date, to: Date) => Math.max(0, (to.getTime() - from.getTime()) / minuteMs),
      }
    : {
        add: (from: Date, minutes: number) => addWorkingTime(calendar, from, minutes),
        between: (from: Date, to: Date) => workingMinutes(calendar, from, to),
      }
