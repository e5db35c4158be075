import type { Measure } from '#codegen/prisma/client.ts'
import type { Alarms } from '#server/jobs/alarm.ts'
import { addDays, localDate, momentsOf, now } from '#server/platform/clock.ts'
import { rungTime, steps } from './clock-steps.ts'
import type { UnionCalendar } from './load.ts'

/** The alarms of measures' clocks, which begin where a measure is recorded and at the step TREAT of a visit. */
export const measureAlarms: Alarms = { job: 'measure_clock', table: 'Measure', idName: 'measureId' }

/** What is stored of the clock of a measure. */
export type ClockColumns = Pick<Measure, 'alarmAt' | 'clockStep' | 'climbedTo'>

/** The clock of a measure that is done or dropped: it stands. */
export const noAlarm = { alarmAt: null }

/** The clock of a measure that is recorded or gets another last day. On its last day itself nobody is warned any more. */
export function newClock(dueOn: string): ClockColumns {
  const clockStep = dueOn > localDate(now()) ? steps.begun : steps.warned
  return { clockStep, climbedTo: null, alarmAt: alarmUntilDue(dueOn, clockStep) }
}

/** The warning comes when the last day begins, and the measure is overdue when it has ended, by the date of the union. */
const alarmUntilDue = (dueOn: string, clockStep: number): Date => {
  const dayBegins = momentsOf(dueOn).gte
  return clockStep === steps.begun ? dayBegins : addDays(dayBegins, 1)
}

// a measure has no urgency: its ladder is that of working time
const urgency = 'MEDIUM'

/** When the step after this one is due, where this one was at a moment; null where the ladder has no more rungs. */
export const alarmAfter = (dueOn: string, clockStep: number, from: Date, time: UnionCalendar): Date | null =>
  clockStep < steps.overdue ? alarmUntilDue(dueOn, clockStep) : rungTime(time, clockStep - steps.overdue, urgency, from)
