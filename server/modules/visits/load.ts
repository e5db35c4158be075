import { Prisma, type Visit } from '#codegen/prisma/client.ts'
import { one, type Read, type Root, roots, rootsOf, sharedRoot } from '#server/log/load.ts'
import type { TallyDelta } from '#server/log/tallies.ts'
import { readEnterpriseOf } from '#server/modules/enterprises/load.ts'
import { only } from '#server/platform/access.ts'
import { dayMs, isoDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { clampToEarliest } from '#server/platform/report-limits.ts'
import { visibleVisits } from './access.ts'
import { stateSentence } from './states.ts'

/** Reads a visit that the actor may see. NOT_FOUND, on the field that gives the id, where there is none. */
export const readVisit = (actor: Actor, id: string, field = 'visitId'): Read<Visit> =>
  one(Prisma.sql`SELECT v.* FROM "Visit" v WHERE v.id = ${id}::uuid AND ${visibleVisits.sql(actor, 'v')}`, () =>
    notFound(field),
  )

/** A statement that selects the id of the visit's squad. */
export const squadOfVisit = (id: string): Prisma.Sql => Prisma.sql`SELECT "squadId" FROM "Visit" WHERE id = ${id}::uuid`

/** A statement that selects when the squad reached the visit's enterprise. */
export const arrivalOf = (id: string): Prisma.Sql => Prisma.sql`SELECT "arrivedAt" FROM "Visit" WHERE id = ${id}::uuid`

/** A statement that selects when the visit ended. */
export const endOf = (id: string): Prisma.Sql => Prisma.sql`SELECT "finishedAt" FROM "Visit" WHERE id = ${id}::uuid`

/**
 * What locks the squad of a visit that the actor may see. Whoever gives a visit to another squad has locked the union: while
 * others share it, the id of the visit's squad may be read before the squad is locked. A squad sees its own visits alone.
 */
const lockSquadOf = (actor: Actor, id: string): Root[] =>
  actor.role === 'SQUAD'
    ? [roots('Squad', only(actor.squadId))]
    : [sharedRoot('TradeUnion', actor.unionId), rootsOf('Squad', squadOfVisit(id))]

/**
 * The load of every deed on one visit. Everything that changes a visit locks its squad and its enterprise. A visit goes to
 * another entry only where its own is merged into that one, and then the deed begins anew: so the id may be read before the lock.
 */
export function visitLoad(actor: Actor, id: string) {
  const enterpriseId = Prisma.sql`SELECT "enterpriseId" FROM "Visit" WHERE id = ${id}::uuid`
  return {
    lock: [...lockSquadOf(actor, id), rootsOf('Enterprise', enterpriseId)],
    read: { visit: readVisit(actor, id), enterprise: readEnterpriseOf(enterpriseId) },
  }
}

/** CONFLICT that says in which state the visit is now. */
export const visitConflict = (visit: Pick<Visit, 'id' | 'state'>) =>
  conflict(stateSentence[visit.state], globalId('Visit', visit.id))

/** Figures of one local day, in the union's tally and in the squad's alike. */
export const onDay = (day: Date | string, figures: Record<string, number>): TallyDelta => ({
  days: { [typeof day === 'string' ? day : isoDate(day)]: figures },
})

/**
 * When the squad reached a stop, as it says. INVALID where that lies more than a day before the stop was planned or is
 * planned for, whichever is earlier: a phone without a signal does not know yet that the stop was carried over.
 */
export function arrivalAt({ plannedOn, createdAt }: Visit, at: Date): Date {
  const earliest = new Date(Math.min(plannedOn.getTime(), createdAt.getTime()) - dayMs)
  const sentence = { zh: '到达时间早于这一站的安排。', en: 'The arrival lies before this stop was planned.' }
  return clampToEarliest(at, earliest, sentence)
}

/** When something happened on site, as the squad says. INVALID where that lies before the arrival. */
export const onSiteAt = ({ arrivedAt }: Visit, at: Date): Date =>
  clampToEarliest(at, arrivedAt!, { zh: '发生时间早于到达时间。', en: 'happenedAt lies before the arrival.' })
