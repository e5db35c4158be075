import { addDays, dateOf as dateColumn, isoDate, momentsOf } from '#server/platform/clock.ts'
import type { Action, ActionInput, Moment } from './plan.ts'

/** A working day is 09:00 to 17:30 local time. */
export const dayStart = 9 * 60
export const dayEnd = 17 * 60 + 30
const dayLength = dayEnd - dayStart

/** Working minutes on one line: 0 is day 0 at 09:00, -1 the last minute of the day before. */
export function momentOf(workingMinute: number): Moment {
  const day = Math.floor(workingMinute / dayLength)
  return { day, minute: dayStart + (workingMinute - day * dayLength) }
}

/** The working minute in which a day begins. */
export const startOf = (day: number) => day * dayLength

/** The moment that a plan's day and minute are, where `today` is day 0. */
export function timeOf({ day, minute }: Moment, today: string): Date {
  return new Date(addDays(momentsOf(today).gte, day).getTime() + minute * 60_000)
}

/** The date of day `day`, as YYYY-MM-DD, where `today` is day 0. */
export const dateOf = (day: number, today: string) => isoDate(addDays(dateColumn(today), day))

/** Collects one list of actions in the order they are given. */
export function recorder() {
  const actions: Action[] = []
  const record = (at: Moment, by: string, input: ActionInput) => {
    actions.push({ ...input, at, by })
  }
  return { actions, record }
}
/** Writes one action into a recorder's list. */
export type RecordAction = ReturnType<typeof recorder>['record']

/** All lists in one, by time; what happened at the same minute keeps its order. */
export const inTime = (...lists: Action[][]): Action[] =>
  lists.flat().sort((a, b) => a.at.day - b.at.day || a.at.minute - b.at.minute)
