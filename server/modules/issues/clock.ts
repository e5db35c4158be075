import type { Issue } from '#codegen/prisma/client.ts'
import type { IssueState } from '#codegen/prisma/enums.ts'
import { rungTime, steps } from '#server/modules/calendars/clock-steps.ts'
import type { UnionCalendar } from '#server/modules/calendars/load.ts'
import { dueTimes, endOf, minutesIn } from '#server/modules/calendars/time-limits.ts'
import { timeOf } from '#server/modules/calendars/time-of-urgency.ts'
import { now } from '#server/platform/clock.ts'
import { isOpen, runningStates } from './standing.ts'

/** What is stored of the clocks of an issue. */
export type ClockColumns = Pick<Issue, 'takeBy' | 'doneBy' | 'stoppedAt' | 'alarmAt' | 'clockStep' | 'climbedTo'>

type Clocked = Pick<Issue, 'state' | 'urgency' | 'openedAt' | 'agencyId'> & ClockColumns

/** The states in which somebody has yet to take charge. */
const beforeTaking: readonly IssueState[] = ['UNASSIGNED', 'ASSIGNED']

const isBeforeTaking = ({ state }: Pick<Issue, 'state'>): boolean => beforeTaking.includes(state)

/** Whether the clocks of an issue run: it is open and waits for nobody else. */
export const isRunning = ({ state }: Pick<Issue, 'state'>): boolean => runningStates.includes(state)

/** When the next thing must be done about an issue: that somebody takes charge, or that it is done. Null while no clock runs. */
export function dueAtOf(issue: Pick<Issue, 'state' | 'takeBy' | 'doneBy'>): Date | null {
  const { takeBy, doneBy } = issue
  if (!isRunning(issue) || !takeBy || !doneBy) return null
  return isBeforeTaking(issue) && takeBy < doneBy ? takeBy : doneBy
}

/** Whether the time of an issue has run out while its clock runs. */
export const isOverdue = (issue: Pick<Issue, 'state' | 'clockStep'>): boolean =>
  isRunning(issue) && issue.clockStep >= steps.overdue

/** How far the clock of an open issue is, for those who look at it; null where the issue is over. */
export function standingOfClock(issue: Pick<Issue, 'state' | 'clockStep' | 'climbedTo' | 'takeBy' | 'doneBy'>) {
  if (!isOpen(issue)) return null
  if (!dueAtOf(issue)) return 'STOPPED'
  if (!isOverdue(issue)) return issue.clockStep === steps.begun ? 'RUNNING' : 'WARNED'
  return issue.climbedTo ? 'ESCALATED' : 'OVERDUE'
}

/** The clocks of an issue that is opened. */
export const newClock = (issue: Omit<Clocked, keyof ClockColumns>, time: UnionCalendar): ClockColumns => {
  const due = dueTimes(time.calendar, time.limits, issue.urgency, issue.openedAt)
  const clock = { ...due, stoppedAt: null, alarmAt: null, clockStep: steps.begun, climbedTo: null }
  return { ...clock, alarmAt: alarmOf({ ...issue, ...clock }, issue.openedAt, time) }
}

/**
 * The clocks of an issue after a deed at a moment. The time to take charge begins anew when it is given to another agency or
 * comes back from one. Both stand while it waits for somebody else, and go on with what was left. Of another urgency the same
 * share of the time is left, and the whole at most. An issue that is reopened after it was closed counts from then; one that was
 * voided or merged goes on with what was left. A new deadline has its own warning; after a stop none comes twice.
 */
export function clockAfter(before: Clocked, after: Clocked, at: Date, time: UnionCalendar): ClockColumns {
  const clock = dueAfter(before, after, at, time)
  if (!isRunning(after)) {
    const stoppedAt = isRunning(before) ? ranUntil(before, at) : before.stoppedAt
    return { ...clock, ...reached(before), stoppedAt, alarmAt: null }
  }
  const dueAt = dueAtOf({ ...after, ...clock })!
  if (isRunning(before) && dueAtOf(before)?.getTime() === dueAt.getTime()) {
    return { ...clock, ...reached(before), stoppedAt: null, alarmAt: before.alarmAt }
  }
  const goesOn = !isRunning(before) && before.state !== 'CLOSED' && !isGivenOn(before, after)
  const columns = {
    ...clock,
    ...(goesOn || dueAt <= at ? reached(before) : reachedNothing),
    stoppedAt: null,
    alarmAt: null,
  }
  return { ...columns, alarmAt: alarmOf({ ...after, ...columns }, at, time) }
}

/**
 * Until when a running clock has run where a deed is said to have happened at a moment: no less than to what is over now.
 * Nobody stops or changes a clock before it has run out, once it has.
 */
const ranUntil = (before: Clocked, at: Date): Date =>
  [isBeforeTaking(before) ? before.takeBy : null, before.doneBy].reduce<Date>(
    (until, due) => (due && due <= now() && due > until ? due : until),
    at,
  )

const reachedNothing = { clockStep: steps.begun, climbedTo: null }

const reached = ({ clockStep, climbedTo }: Clocked) => ({ clockStep, climbedTo })

/** Whether an issue is with others than before, who have yet to take charge of it: another agency, or the centre again. */
const isGivenOn = (before: Clocked, after: Clocked): boolean =>
  isBeforeTaking(after) &&
  (before.agencyId !== after.agencyId || !(isBeforeTaking(before) || before.state === 'PARKED'))

/** By when it must be taken charge of and done, after a deed. */
function dueAfter(before: Clocked, after: Clocked, at: Date, time: UnionCalendar): Pick<Issue, 'takeBy' | 'doneBy'> {
  const { calendar, limits } = time
  const { takeIn, doneIn } = limits[after.urgency]
  if (isOpen(after) && before.state === 'CLOSED') {
    return { takeBy: endOf(calendar, at, takeIn), doneBy: endOf(calendar, at, doneIn) }
  }
  if (!before.takeBy || !before.doneBy) return dueTimes(calendar, limits, after.urgency, after.openedAt)
  const goesOn = isRunning(after) && before.stoppedAt
  const from = before.stoppedAt ?? ranUntil(before, at)
  const { add } = timeOf(calendar, after.urgency)
  const due = (old: Date, part: 'takeIn' | 'doneIn') => {
    const left = timeOf(calendar, before.urgency).between(from, old)
    // what has run out stays so, whatever is done about it later
    if (left === 0) return old
    if (before.urgency === after.urgency) return goesOn ? add(at, left) : old
    const usual = minutesIn(calendar, limits[before.urgency][part])
    const whole = minutesIn(calendar, limits[after.urgency][part])
    // of a deadline that was put off no more is left than the whole time, and a lesser urgency takes nothing of it away
    const end = add(goesOn ? at : from, Math.min(1, left / usual) * whole)
    return whole > usual && !goesOn && old > end ? old : end
  }
  return {
    takeBy: isGivenOn(before, after) ? endOf(calendar, at, takeIn) : due(before.takeBy, 'takeIn'),
    doneBy: due(after.doneBy ?? before.doneBy, 'doneIn'),
  }
}

/** A warning comes when this share of the time until the deadline is over. */
const warningShare = 0.75

/** When the next step of the clock is due, where the one before was at a moment; null where the ladder has no more rungs. */
export function alarmOf(issue: Clocked, from: Date, time: UnionCalendar): Date | null {
  const dueAt = dueAtOf(issue)
  if (!dueAt) return null
  const { add, between } = timeOf(time.calendar, issue.urgency)
  if (issue.clockStep === steps.begun) return add(from, between(from, dueAt) * warningShare)
  if (issue.clockStep === steps.warned) return dueAt
  return rungTime(time, issue.clockStep - steps.overdue, issue.urgency, from)
}
