import type { DayProposalQuery, DayStopFragment, LeftOverFragment, PlanDayInput } from '#codegen/graph/graphql.ts'

/** A squad’s day as it is recorded, and what may be put on it. */
export type SquadDay = NonNullable<DayProposalQuery['dayProposal']>[number]

/** An enterprise that is proposed as a stop and is not recorded yet. */
export type ProposedStop = {
  enterpriseId: string
  name: string
  address: string
  agreedTime: string | null
  /** True where it was proposed because nobody has visited or planned it. */
  isUnvisited?: boolean
  /** The stop of an earlier day that it carries over. */
  leftOver?: { visitId: string; squadId: string; plannedOn: string; agreedTime?: string | null }
}

/** The proposed stops of each squad in their order, by the id of the squad. */
export type DayPlan = Readonly<Record<string, readonly ProposedStop[]>>

/** A stop that was taken out of the plan, and the number of the squad that has the enterprise on its list now. */
export type TakenOut = { enterpriseId: string; name: string; squad: number | null }

/** How many stops one deed gives to a squad at most. */
export const mostProposed = 30

const isToCome = ({ state }: DayStopFragment) => state === 'PLANNED' || state === 'ARRIVED'

/** The stops of all squads on the day that are to come, by the id of their enterprise. */
const stopsToCome = (days: readonly SquadDay[]): Map<string, DayStopFragment> =>
  new Map(days.flatMap(({ planned }) => planned.filter(isToCome).map((stop) => [stop.enterprise.id, stop] as const)))

const idsIn = (plan: DayPlan): string[] =>
  Object.values(plan).flatMap((stops) => stops.map(({ enterpriseId }) => enterpriseId))

/** The number of the squad that has the enterprise on its list of the day, recorded or proposed; null where none has. */
export function squadWith(days: readonly SquadDay[], plan: DayPlan, enterpriseId: string): number | null {
  const recorded = stopsToCome(days).get(enterpriseId)
  if (recorded) return recorded.squad.number
  const holds = (squadId: string) => plan[squadId]?.some((stop) => stop.enterpriseId === enterpriseId)
  return days.find(({ squad }) => holds(squad.id))?.squad.number ?? null
}

/** A stop of an earlier day as a proposal to carry it over. */
const carried = ({ id: visitId, squad, plannedOn, enterprise, agreedTime }: LeftOverFragment): ProposedStop => ({
  enterpriseId: enterprise.id,
  name: enterprise.name,
  address: enterprise.address,
  agreedTime: null,
  leftOver: { visitId, squadId: squad.id, plannedOn, agreedTime: agreedTime ?? null },
})

/**
 * What may be added to a squad’s day: first its stops of earlier days that are older than `before`, then the unvisited
 * enterprises of its zones, each once and without what any squad has on the day.
 */
export function candidatesOf(day: SquadDay, days: readonly SquadDay[], plan: DayPlan, before: string): ProposedStop[] {
  const seen = new Set([...stopsToCome(days).keys(), ...idsIn(plan)])
  const unvisited = day.unvisited.map(({ id, name, address }) => ({
    ...{ enterpriseId: id, name, address },
    agreedTime: null,
    isUnvisited: true,
  }))
  const all = [...day.leftOvers.filter(({ plannedOn }) => plannedOn < before).map(carried), ...unvisited]
  return all.filter(({ enterpriseId }) => {
    const isNew = !seen.has(enterpriseId)
    seen.add(enterpriseId)
    return isNew
  })
}

/** How many stops a squad has on the day, without those that were skipped. */
export const stopsOf = (day: SquadDay, plan: DayPlan): number =>
  day.planned.filter(({ state }) => state !== 'SKIPPED').length + (plan[day.squad.id]?.length ?? 0)

/** The plan with every squad’s day filled up to so many stops. What is in the plan stays. */
export function fill(days: readonly SquadDay[], plan: DayPlan, most: number, before: string): DayPlan {
  let filled = plan
  for (const day of days) {
    const room = Math.max(0, most - stopsOf(day, filled))
    const stops = candidatesOf(day, days, filled, before).slice(0, room)
    if (stops.length) filled = { ...filled, [day.squad.id]: [...(filled[day.squad.id] ?? []), ...stops] }
  }
  return filled
}

/** The plan without this enterprise. */
export const without = (plan: DayPlan, enterpriseId: string): DayPlan =>
  Object.fromEntries(
    Object.entries(plan).map(([squadId, stops]) => [
      squadId,
      stops.filter((stop) => stop.enterpriseId !== enterpriseId),
    ]),
  )

/** The plan with this stop at a place of a squad’s list, the last where none is given, and nowhere else. */
export function place(plan: DayPlan, stop: ProposedStop, squadId: string, index = mostProposed): DayPlan {
  const others = without(plan, stop.enterpriseId)
  return { ...others, [squadId]: (others[squadId] ?? []).toSpliced(index, 0, stop) }
}

/** The plan with another agreed time for this enterprise; null for none. */
export const withTime = (plan: DayPlan, enterpriseId: string, agreedTime: string | null): DayPlan =>
  Object.fromEntries(
    Object.entries(plan).map(([squadId, stops]) => [
      squadId,
      stops.map((stop) => (stop.enterpriseId === enterpriseId ? { ...stop, agreedTime } : stop)),
    ]),
  )

/**
 * The plan without what others have done meanwhile: enterprises that a squad has on the day, stops of earlier days that are
 * gone, and enterprises that are not unvisited any more. A full list of proposals does not tell what is gone from it.
 */
export function settle(days: readonly SquadDay[], plan: DayPlan): { plan: DayPlan; out: TakenOut[] } {
  const recorded = stopsToCome(days)
  const leftOvers = new Set(days.flatMap((day) => day.leftOvers.map(({ id }) => id)))
  const unvisited = new Set(days.flatMap((day) => day.unvisited.map(({ id }) => id)))
  const isCut = (list: 'leftOvers' | 'unvisited') => days.some((day) => day[list].length >= mostProposed)
  const [cutLeftOvers, cutUnvisited] = [isCut('leftOvers'), isCut('unvisited')]
  const isGone = ({ enterpriseId, leftOver, isUnvisited }: ProposedStop) =>
    recorded.has(enterpriseId) ||
    (leftOver && !cutLeftOvers && !leftOvers.has(leftOver.visitId)) ||
    (isUnvisited && !cutUnvisited && !unvisited.has(enterpriseId))
  const out: TakenOut[] = []
  const kept: Record<string, readonly ProposedStop[]> = {}
  for (const { squad } of days) {
    const stops = plan[squad.id] ?? []
    for (const stop of stops.filter(isGone)) {
      const { enterpriseId, name } = stop
      out.push({ enterpriseId, name, squad: recorded.get(enterpriseId)?.squad.number ?? null })
    }
    const rest = stops.filter((stop) => !isGone(stop))
    if (rest.length) kept[squad.id] = rest
  }
  return { plan: kept, out }
}

/** The squads of the deed planDay, those without a proposed stop left out. */
export const squadsOf = (days: readonly SquadDay[], plan: DayPlan): PlanDayInput['squads'] =>
  days.flatMap(({ squad }) => {
    const stops = plan[squad.id] ?? []
    if (stops.length === 0) return []
    const input = stops.map(({ enterpriseId, agreedTime, leftOver }) => ({
      enterpriseId,
      agreedTime,
      visitId: leftOver?.visitId ?? null,
    }))
    return [{ squadId: squad.id, stops: input }]
  })

/** The enterprise of the stop that a path within the input names, such as squads.0.stops.2.visitId. */
export function enterpriseAt(squads: PlanDayInput['squads'], path: string | undefined): string | null {
  const [, squad, stop] = /squads\.(\d+)\.stops\.(\d+)/.exec(path ?? '') ?? []
  return squads[Number(squad)]?.stops[Number(stop)]?.enterpriseId ?? null
}

/**
 * The number to ask for so that a recorded stop gets this place, from 0, among the stops of a list that are still planned.
 * `fixed` are the numbers that stops have which are planned no more: they keep them.
 */
export function stopNumber(fixed: readonly number[], index: number): number {
  let number = 0
  for (let passed = 0; passed < index; passed++) {
    do number += 1
    while (fixed.includes(number))
  }
  return number + 1
}
