import type { DayPlan, ProposedStop, SquadDay } from '#client/modules/visits/day-plan.ts'
import type { DayStopFragment } from '#codegen/graph/graphql.ts'
import type { Move } from './useRecordedStops.ts'

/** A squad’s list of the day: what is over or under way, what is recorded and planned, and what is proposed. */
export type DayList = {
  squad: SquadDay['squad']
  day: SquadDay
  fixed: DayStopFragment[]
  planned: DayStopFragment[]
  proposed: readonly ProposedStop[]
}

/** The lists of the day by the id of the squad, in the order of the squads’ numbers. */
export type DayLists = ReadonlyMap<string, DayList>

/** A card that can be moved: a recorded stop or a proposed one. */
export type Card =
  | { key: string; name: string; recorded: DayStopFragment; proposed?: undefined }
  | { key: string; name: string; proposed: ProposedStop; recorded?: undefined }

/**
 * The lists of the day. A stop stands with the squad that the cache says it has, and one whose move is not answered yet stands
 * where it was moved. What is recorded for the day is not shown as proposed as well.
 */
export function listsOf(days: readonly SquadDay[], plan: DayPlan, move: Move | null): DayLists {
  const all = days.flatMap(({ planned }) => planned).filter(({ state }) => state !== 'VOIDED')
  const recorded = new Set(all.filter(({ state }) => state !== 'SKIPPED').map(({ enterprise }) => enterprise.id))
  const moved = move && all.find(({ id }) => id === move.visitId)
  return new Map(
    days.map((day) => {
      const { id } = day.squad
      const own = all.filter(({ squad }) => squad.id === id).toSorted((a, b) => a.stop - b.stop)
      const planned = own.filter((stop) => stop.state === 'PLANNED' && stop !== moved)
      if (moved && move.squadId === id) planned.splice(move.index, 0, moved)
      const fixed = own.filter(({ state }) => state !== 'PLANNED')
      const proposed = (plan[id] ?? []).filter(({ enterpriseId }) => !recorded.has(enterpriseId))
      return [id, { squad: day.squad, day, fixed, planned, proposed }]
    }),
  )
}

/** The cards of a list that can be moved, in their order: the recorded stops come before the proposed ones. */
export const cardsOf = ({ planned, proposed }: Pick<DayList, 'planned' | 'proposed'>): Card[] => [
  ...planned.map((stop): Card => ({ key: stop.id, name: stop.enterprise.name, recorded: stop })),
  ...proposed.map((stop): Card => ({ key: stop.enterpriseId, name: stop.name, proposed: stop })),
]

/** The card that stands where this one stood once it is gone: the next one, or the one before it at the end of the list. */
export function cardAfter(list: Pick<DayList, 'planned' | 'proposed'>, key: string): Card | undefined {
  const cards = cardsOf(list)
  const index = cards.findIndex((card) => card.key === key)
  return cards[index + 1] ?? cards[index - 1]
}

/** A place between cards: before or after the card of this key. */
export type DropPlace = { key: string; position: 'before' | 'after' }

/**
 * Where a card that is put down stands among the recorded or, if it is proposed, the proposed stops of the list, from 0. Without
 * a place it is the last. Null where it stays where it is.
 */
export function indexAfter(list: DayList, card: Card, at?: DropPlace): number | null {
  if (at?.key === card.key) return null
  const others = cardsOf(list).filter(({ key }) => key !== card.key)
  const found = at ? others.findIndex(({ key }) => key === at.key) : -1
  const index = found < 0 ? others.length : found + (at?.position === 'after' ? 1 : 0)
  const planned = others.filter(({ recorded }) => recorded).length
  return card.recorded ? Math.min(index, planned) : Math.max(0, index - planned)
}

/** The beginning of a Chinese address through its last word for a province, city, district, county or town. */
const throughPlace = /^.*[\u7701\u5e02\u533a\u53bf\u9547]/

/** What the addresses of all enterprises of the page begin with, such as a city and its district; an empty text for nothing. */
export function placeOf(days: readonly SquadDay[]): string {
  const stops = days.flatMap(({ planned, leftOvers }) => [...planned, ...leftOvers].map(({ enterprise }) => enterprise))
  const [first = '', ...others] = [...stops, ...days.flatMap(({ unvisited }) => unvisited)].map(
    ({ address }) => address,
  )
  let same = first
  for (const address of others) while (!address.startsWith(same)) same = same.slice(0, -1)
  return others.length ? (throughPlace.exec(same)?.[0] ?? '') : ''
}
