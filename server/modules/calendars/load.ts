import { type CalendarDay, Prisma, type TimeLimit, type WorkingHours } from '#codegen/prisma/client.ts'
import type { Read } from '#server/log/load.ts'
import { db } from '#server/postgres/db.ts'
import { type Ladder, type Rung, usualLadder } from './ladder.ts'
import { type PublishedDay, published, publishedDays } from './published.ts'
import { type Limits, usualLimits } from './time-limits.ts'
import { usualWeek } from './week.ts'
import { type DayHours, type WorkingCalendar, workingCalendar } from './working-time.ts'

/** What a union itself says of a day. */
export type OwnDay = Pick<CalendarDay, 'isWorkday' | 'name' | 'source'>

/** All that says when a union works, how long it gives itself for an issue, and who is told of one that is overdue. */
export type UnionCalendar = {
  calendar: WorkingCalendar
  limits: Limits
  ladder: Ladder
  ownDays: ReadonlyMap<string, OwnDay>
}

type Stored = {
  hours: Pick<WorkingHours, 'weekday' | 'fromMinute' | 'toMinute'>[]
  days: (OwnDay & { date: string })[]
  limits: Omit<TimeLimit, 'unionId'>[]
  ladder: Rung[]
}

const stored = (unionId: string) => Prisma.sql`
  SELECT
    (SELECT coalesce(jsonb_agg(h ORDER BY h.weekday, h."fromMinute"), '[]') FROM "WorkingHours" h
      WHERE h."unionId" = ${unionId}::uuid) AS hours,
    (SELECT coalesce(jsonb_agg(d), '[]') FROM "CalendarDay" d WHERE d."unionId" = ${unionId}::uuid) AS days,
    (SELECT coalesce(jsonb_agg(l), '[]') FROM "TimeLimit" l WHERE l."unionId" = ${unionId}::uuid) AS limits,
    (SELECT coalesce(jsonb_agg(r ORDER BY r.position), '[]') FROM "EscalationRung" r
      WHERE r."unionId" = ${unionId}::uuid) AS ladder`

function calendarOf({ hours, days, limits, ladder }: Stored): UnionCalendar {
  const ownDays = new Map(days.map(({ date, ...day }) => [date, day]))
  const ownLimits = limits.map(({ urgency, takeAmount, takeUnit, doneAmount, doneUnit }) => [
    urgency,
    { takeIn: { amount: takeAmount, unit: takeUnit }, doneIn: { amount: doneAmount, unit: doneUnit } },
  ])
  const own = new Map(days.map(({ date, isWorkday }) => [date, isWorkday]))
  return {
    calendar: workingCalendar({ hours: hours.length > 0 ? ownWeek(hours) : usualWeek, own, published }),
    limits: { ...usualLimits, ...Object.fromEntries(ownLimits) },
    ladder: ladder.length > 0 ? ladder : usualLadder,
    ownDays,
  }
}

const ownWeek = (hours: Stored['hours']): DayHours[] =>
  usualWeek.map((_, i) =>
    hours.filter(({ weekday }) => weekday === i + 1).map(({ fromMinute, toMinute }) => [fromMinute, toMinute] as const),
  )

/** Reads the calendar and the limits of a union, for a deed. */
export const readCalendar = (unionId: string): Read<UnionCalendar> => ({
  statement: stored(unionId),
  from: ([row]: Stored[]) => calendarOf(row!),
})

/** The same outside deeds. */
export async function loadCalendar(unionId: string): Promise<UnionCalendar> {
  const [row] = await db.$queryRaw<Stored[]>(stored(unionId))
  return calendarOf(row!)
}

/** All that was said of single days: what the union says itself holds before what was published. */
export const saidOf = ({ ownDays }: UnionCalendar): ReadonlyMap<string, OwnDay | PublishedDay> =>
  new Map<string, OwnDay | PublishedDay>([...publishedDays, ...ownDays])
