import { Prisma, type Visit } from '#codegen/prisma/client.ts'
import type { EventDraft } from '#server/log/catalogue.ts'
import { many, type Read } from '#server/log/load.ts'
import { plus } from '#server/log/tallies.ts'
import { isoDate } from '#server/platform/clock.ts'
import { visitEvents } from './events.ts'
import { onDay } from './load.ts'

/** A stop of a squad's day, as far as the order of the day is about it. */
export type DayStop = Pick<Visit, 'id' | 'stop' | 'state'>

/** Reads the stops of a squad's day in their order, without the voided ones. Both statements select one value. */
export const readDay = (squadId: Prisma.Sql, day: Prisma.Sql): Read<DayStop[]> =>
  many(Prisma.sql`
    SELECT id, stop, state FROM "Visit" WHERE "squadId" = (${squadId}) AND "plannedOn" = (${day}) AND state <> 'VOIDED'
    ORDER BY stop, id`)

/** The stops of a day that are still to come, by their ids, in their order. */
export const toCome = (day: readonly DayStop[]): string[] =>
  day.filter(({ state }) => state === 'PLANNED').map(({ id }) => id)

/**
 * The numbers of a day's stops that are still to come, in this order. What the squad has arrived at, finished or skipped keeps
 * its number; the others get the first numbers, from 1, that none of those has.
 */
export function numbersOf(day: readonly DayStop[], order: readonly string[]): Map<string, number> {
  const kept = new Set(day.filter(({ state }) => state !== 'PLANNED').map(({ stop }) => stop))
  let last = 0
  const next = () => {
    do last += 1
    while (kept.has(last))
    return last
  }
  return new Map(order.map((id) => [id, next()]))
}

/** The order with a stop put in that gets this number, or the first free one after it; the last where none is given. */
export function withStop(
  day: readonly DayStop[],
  order: readonly string[],
  id: string,
  stop?: number | null,
): string[] {
  if (stop == null) return [...order, id]
  const earlier = [...numbersOf(day, order).values()].filter((number) => number < stop).length
  return order.toSpliced(earlier, 0, id)
}

/** What a planned stop has after it was moved. */
export type PlaceInPlan = { squadId: string; plannedOn: string; stop: number; agreedTime: string | null }

/** Writes where stops stand now. */
export const setPlaces = (places: readonly ({ id: string } & PlaceInPlan)[]): Prisma.Sql[] =>
  places.length === 0
    ? []
    : [
        Prisma.sql`
          UPDATE "Visit" v SET "squadId" = p."squadId", "plannedOn" = p."plannedOn", stop = p.stop, "agreedTime" = p."agreedTime"
          FROM jsonb_populate_recordset(NULL::"Visit", ${JSON.stringify(places)}::jsonb) p WHERE v.id = p.id`,
      ]

/** Writes the numbers of those stops of a day that have another number now. */
export function setNumbers(day: readonly DayStop[], numbers: ReadonlyMap<string, number>): Prisma.Sql[] {
  const changed = day.flatMap(({ id, stop }) => {
    const number = numbers.get(id) ?? stop
    return number === stop ? [] : [{ id, stop: number }]
  })
  if (changed.length === 0) return []
  return [
    Prisma.sql`
      UPDATE "Visit" v SET stop = n.stop
      FROM jsonb_populate_recordset(NULL::"Visit", ${JSON.stringify(changed)}::jsonb) n WHERE v.id = n.id`,
  ]
}

/** The events of a stop that was moved: one, and where another squad gets it, one before it for the squad that had it. */
export function movedEvents(visit: Visit, { squadId, plannedOn, stop, agreedTime }: PlaceInPlan): EventDraft[] {
  const from = isoDate(visit.plannedOn)
  const loss = onDay(from, { planned: -1 })
  const gain = onDay(plannedOn, { planned: 1 })
  const union = plus(loss, gain)
  const facts = { squadFrom: visit.squadId, from, to: plannedOn, stop, agreedTime }
  if (squadId === visit.squadId) return [visitEvents.moved(visit, facts, { union, squad: union })]
  return [
    visitEvents.movedAway(visit, { squadTo: squadId }, { squad: loss }),
    visitEvents.moved({ ...visit, squadId }, facts, { union, squad: gain }),
  ]
}
