import { Prisma, type Visit } from '#codegen/prisma/client.ts'
import type { EventDraft } from '#server/log/catalogue.ts'
import { many, type Read } from '#server/log/load.ts'
import type { NewRow } from '#server/log/rows.ts'
import { plus } from '#server/log/tallies.ts'
import type { EnterpriseState } from '#server/modules/enterprises/load.ts'
import { progressAfter } from '#server/modules/enterprises/progress.ts'
import { builder } from '#server/platform/builder.ts'
import { isoDate, now } from '#server/platform/clock.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { visitEvents } from './events.ts'
import { onDay } from './load.ts'
import { movedEvents, type PlaceInPlan } from './places.ts'
import { stateSentence } from './states.ts'

/** How many stops one change gives to a squad at most. */
export const mostStops = 30

/** A stop of a squad's day, as a deed takes it. */
export const DayStopInput = builder.inputType('DayStopInput', {
  description: 'A stop of a squad’s day. 小分队当天的一站。',
  fields: (t) => ({
    enterpriseId: t.id({ description: 'The global id of the enterprise. 企业的编号。' }),
    agreedTime: t.field({
      type: 'TimeOfDay',
      required: false,
      description: 'The local time of day that was agreed with the enterprise. 与企业约定的时间。',
    }),
    visitId: t.id({
      required: false,
      description:
        'The global id of a planned stop of an earlier day at this enterprise, of any squad, which is carried over. Left out, the stop is planned anew. 从以前某天顺延过来的待访走访的编号,可属于任何小分队;不填则新排一站。',
    }),
  }),
})

/** A stop of the input with the squad that gets it, and the path to it within the input. */
export type StopOfDay = typeof DayStopInput.$inferInput & { squadId: string; path: string }

/** A visit to one of the enterprises that is planned or under way on the day. */
type Planned = Pick<Visit, 'id' | 'enterpriseId'>

/** Reads the visits to these enterprises that are planned or under way on the day. */
export const readPlannedAt = (enterpriseIds: readonly string[], on: string): Read<Planned[]> =>
  many(Prisma.sql`
    SELECT id, "enterpriseId" FROM "Visit"
    WHERE "enterpriseId" = ANY(${[...enterpriseIds]}::uuid[]) AND "plannedOn" = ${on}::date
      AND state IN ('PLANNED', 'ARRIVED') ORDER BY id`)

/** The number of a squad's last stop of the day. */
type LastStop = { squadId: string; stop: number }

/** Reads the numbers of the last stops that these squads have on the day. */
export const readLastStops = (squadIds: readonly string[], on: string): Read<LastStop[]> =>
  many(Prisma.sql`
    SELECT "squadId", max(stop) AS stop FROM "Visit"
    WHERE "squadId" = ANY(${[...squadIds]}::uuid[]) AND "plannedOn" = ${on}::date GROUP BY "squadId"`)

/** The place that each stop gets: behind those that its squad has, in the order of the input. */
export function placesOf(
  stops: readonly StopOfDay[],
  lastStops: readonly LastStop[],
  plannedOn: string,
): PlaceInPlan[] {
  const last = new Map(lastStops.map(({ squadId, stop }) => [squadId, stop]))
  return stops.map(({ squadId, agreedTime }) => {
    const stop = (last.get(squadId) ?? 0) + 1
    last.set(squadId, stop)
    return { squadId, plannedOn, stop, agreedTime: agreedTime ?? null }
  })
}

/** What is known of the enterprises, visits and the day, by the ids of the rows; `planned` by those of enterprises. */
export type Known = {
  enterprises: ReadonlyMap<string, EnterpriseState>
  visits: ReadonlyMap<string, Visit>
  planned: ReadonlyMap<string, Planned>
}

/** The enterprise of a stop. NOT_FOUND: the actor sees none. CONFLICT: it is on a list of that day already. */
function enterpriseOf({ enterpriseId, path }: StopOfDay, { enterprises, planned }: Known): EnterpriseState {
  const enterprise = enterprises.get(enterpriseId)
  if (!enterprise) throw notFound(`${path}.enterpriseId`)
  const already = planned.get(enterpriseId)
  if (!already) return enterprise
  const { name } = enterprise
  throw conflict(
    { zh: `${name}当天已经排了走访。`, en: `${name} is planned for that day already.` },
    globalId('Visit', already.id),
    `${path}.enterpriseId`,
  )
}

/** INVALID: an enterprise is named twice. */
export function checkTwice(stops: readonly StopOfDay[], enterprises: Known['enterprises']): void {
  const seen = new Set<string>()
  for (const { enterpriseId, path } of stops) {
    const { name } = enterprises.get(enterpriseId)!
    if (seen.has(enterpriseId)) {
      throw invalid(`${path}.enterpriseId`, { zh: `${name}出现了两次。`, en: `${name} is named twice.` })
    }
    seen.add(enterpriseId)
  }
}

/** The visit that a stop carries over. CONFLICT: it is not planned any more, or not for an earlier day. */
function visitToCarry({ visitId, path }: StopOfDay, { id, name }: EnterpriseState, on: string, { visits }: Known) {
  if (!visitId) return null
  const visit = visits.get(visitId)
  const field = `${path}.visitId`
  if (visit?.enterpriseId !== id) throw notFound(field)
  if (visit.state !== 'PLANNED') {
    const { zh, en } = stateSentence[visit.state]
    throw conflict({ zh: `${name}:${zh}`, en: `${name}: ${en}` }, globalId('Visit', visit.id), field)
  }
  if (isoDate(visit.plannedOn) < on) return visit
  throw conflict(
    { zh: `${name}的走访不在更早的日期。`, en: `The visit to ${name} is not of an earlier day.` },
    globalId('Visit', visit.id),
    field,
  )
}

/** What becomes of one stop: a new row, or another place for a row; the enterprise that is PLANNED by it; and its events. */
export type StopChange = {
  row?: NewRow<'Visit'>
  place?: { id: string } & PlaceInPlan
  begins?: string[]
  events: EventDraft[]
}

/** Makes one stop of the day. NOT_FOUND, CONFLICT: as enterpriseOf and visitToCarry say. */
export function makeStop(stop: StopOfDay, place: PlaceInPlan, known: Known): StopChange {
  const enterprise = enterpriseOf(stop, known)
  const visit = visitToCarry(stop, enterprise, place.plannedOn, known)
  return visit ? carryOverStop(visit, place) : planStop(enterprise, place)
}

function planStop(enterprise: EnterpriseState, place: PlaceInPlan): StopChange {
  const { id: enterpriseId, unionId } = enterprise
  const row = { ...place, id: newId(), unionId, enterpriseId, steps: [], createdAt: now() }
  const planned = onDay(place.plannedOn, { planned: 1 })
  const { cell, delta, writes } = progressAfter(enterprise, { ...row, state: 'PLANNED', counts: false })
  const facts = { plannedOn: place.plannedOn, ...cell }
  return {
    row,
    // a new stop has no step, so an enterprise that it takes further is planned
    begins: writes.length > 0 ? [enterpriseId] : [],
    events: [visitEvents.planned(row, facts, { union: plus(delta, planned), squad: planned })],
  }
}

function carryOverStop(visit: Visit, place: PlaceInPlan): StopChange {
  const moved = { place: { id: visit.id, ...place } }
  if (place.squadId !== visit.squadId) return { ...moved, events: movedEvents(visit, place) }
  const to = place.plannedOn
  const both = plus(onDay(visit.plannedOn, { planned: -1 }), onDay(to, { planned: 1 }))
  return { ...moved, events: [visitEvents.carriedOver(visit, { to }, { union: both, squad: both })] }
}
