import { Prisma, type Squad, type Visit } from '#codegen/prisma/client.ts'
import { many, oneOrNull, type Read } from '#server/log/load.ts'
import { readSquad, squadRetired } from '#server/modules/squads/load.ts'
import { addDays, dateOf, localDate, now } from '#server/platform/clock.ts'
import { type Actor, forbidden } from '#server/platform/context.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'

/**
 * Reads the squad whose stops are planned. NOT_FOUND where the actor sees none; FORBIDDEN for another squad than its own;
 * CONFLICT where it is no longer used.
 */
export function readPlanningSquad(actor: Actor, id: string): Read<Squad> {
  const { statement, from } = readReportingSquad(actor, id)
  return {
    statement,
    from(rows) {
      const squad = from(rows)
      if (squad.retiredAt) throw squadRetired(squad)
      return squad
    },
  }
}

/** Reads the squad that reports what it has done. NOT_FOUND where the actor sees none; FORBIDDEN for another squad than its own. */
export function readReportingSquad(actor: Actor, id: string): Read<Squad> {
  const { statement, from } = readSquad(actor, id)
  return {
    statement,
    from(rows) {
      const squad = from(rows)
      if (actor.role === 'SQUAD' && squad.id !== actor.squadId) throw forbidden()
      return squad
    },
  }
}

/** CONFLICT where the squad was no longer used at that time: what it did before is still recorded. */
export function checkInUseAt(squad: Pick<Squad, 'id' | 'number' | 'retiredAt'>, at: Date): void {
  if (squad.retiredAt && at >= squad.retiredAt) throw squadRetired(squad)
}

/** A visit that is on a list already, with the name of its enterprise. */
type PlannedVisit = Pick<Visit, 'id'> & { name: string }

/** Reads a visit that is planned or under way on that day, at one of the enterprises whose ids the statement selects. */
export const readPlanned = (enterpriseIds: Prisma.Sql, day: string): Read<PlannedVisit | null> =>
  oneOrNull(Prisma.sql`
    SELECT v.id, e.name FROM "Visit" v JOIN "Enterprise" e ON e.id = v."enterpriseId"
    WHERE v."enterpriseId" IN (${enterpriseIds}) AND v."plannedOn" = ${day}::date AND v.state IN ('PLANNED', 'ARRIVED')
    ORDER BY v.id LIMIT 1`)

/** CONFLICT where one of the enterprises is on a list of that day already. */
export function refusePlanned(already: PlannedVisit | null): void {
  if (!already) return
  throw conflict(
    { zh: `${already.name}当天已经排了走访。`, en: `${already.name} is planned for that day already.` },
    globalId('Visit', already.id),
  )
}

/** Reads the last stop of that day of each squad whose id the statement selects; none of a squad without a stop. */
export const readLastStops = (squadIds: Prisma.Sql, day: string): Read<Pick<Visit, 'squadId' | 'stop'>[]> =>
  many(Prisma.sql`
    SELECT "squadId", max(stop) AS stop FROM "Visit"
    WHERE "squadId" IN (${squadIds}) AND "plannedOn" = ${day}::date GROUP BY "squadId"`)

/** Reads the number of the squad's last stop of that day; 0 where there is none. */
export function readLastStop(squadId: string, day: string): Read<number> {
  const { statement, from } = readLastStops(Prisma.sql`SELECT ${squadId}::uuid AS id`, day)
  return { statement, from: (rows) => from(rows)[0]?.stop ?? 0 }
}

const horizonDays = 60

/** INVALID where the day is before today or more than sixty days ahead: a past visit is recorded, not planned. */
export function checkPlanDate(field: string, date: string): void {
  const today = localDate(now())
  const last = addDays(dateOf(today), horizonDays)
  if (date < today || dateOf(date) > last) {
    throw invalid(field, {
      zh: '只能排今天起六十天内的走访;过去的走访请补录。',
      en: 'Plans are for today and the next sixty days; a past visit is recorded.',
    })
  }
}
