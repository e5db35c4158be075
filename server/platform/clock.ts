import { AsyncLocalStorage } from 'node:async_hooks'

const override = new AsyncLocalStorage<Date>()

/** The time by which a rule runs: the machine's, or the one that `runAt` set (practice history, tests). */
export const now = (): Date => override.getStore() ?? new Date()

/** Runs `work` as if it were `at`. */
export const runAt = <T>(at: Date, work: () => T): T => override.run(at, work)

const zone = 'Asia/Shanghai'
const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })

/** The local date (YYYY-MM-DD) at which `at` falls for a union: all of them live by Beijing time. */
export const localDate = (at: Date): string => day.format(at)

/** A local date as Prisma's @db.Date wants it: midnight UTC. */
export const dateOf = (date: string): Date => new Date(`${date}T00:00:00.000Z`)

/** The reverse of `dateOf`. */
export const isoDate = (date: Date): string => date.toISOString().slice(0, 10)

/** The moments of a local date: from its first to before the next day's. */
export function momentsOf(date: string): { gte: Date; lt: Date } {
  const first = new Date(`${date}T00:00:00+08:00`)
  return { gte: first, lt: new Date(first.getTime() + 86_400_000) }
}
