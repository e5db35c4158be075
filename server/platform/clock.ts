import { AsyncLocalStorage } from 'node:async_hooks'
import { Prisma } from '#codegen/prisma/client.ts'

// All code of the server about dates and times of day is here. All unions live by the time of Beijing, which is UTC+8
// all year round.

/** Lengths of time in milliseconds. */
export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

const override = new AsyncLocalStorage<Date>()
const zone = 'Asia/Shanghai'

/** The part of a statement that turns a moment into the local date and time of day, or the other way round. */
export const atLocalTime = Prisma.raw(`AT TIME ZONE '${zone}'`)

const dayFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The current time for a rule: that of the machine, or the one that `runAt` has set for practice data and tests. */
export const now = (): Date => override.getStore() ?? new Date()

/** The time that `runAt` has set; null where the time is that of the machine. */
export const timeOverride = (): Date | null => override.getStore() ?? null

/** Does the work as if the current time were `at`. */
export const runAt = <T>(at: Date, work: () => T): T => override.run(at, work)

/** The local date of a moment, as YYYY-MM-DD. */
export const localDate = (at: Date): string => dayFormat.format(at)

/** The local time of day of a moment, as HH:MM. */
export const localTime = (at: Date): string => localTimeAsUtc(at).toISOString().slice(11, 16)

/** A moment as spreadsheets want it, which know no time zones: the local time of day, as if it were UTC. */
export const localTimeAsUtc = (at: Date): Date => new Date(at.getTime() + 8 * hourMs)

/** A local date as Prisma wants it for a column of the type date: its midnight in UTC. */
export const dateOf = (date: string): Date => new Date(`${date}T00:00:00.000Z`)

/** The date, as YYYY-MM-DD, of a value that `dateOf` has made. */
export const isoDate = (date: Date): string => date.toISOString().slice(0, 10)

/** The moments of a local date: from its midnight, included, to the next midnight, excluded. */
export function momentsOf(date: string): { gte: Date; lt: Date } {
  const midnight = new Date(`${date}T00:00:00+08:00`)
  return { gte: midnight, lt: addDays(midnight, 1) }
}

/** The moment that lies so many days of 24 hours later, or earlier for a number below zero. */
export const addDays = (at: Date, days: number): Date => new Date(at.getTime() + days * dayMs)
