import { type Part, sentenceOf } from '#client/graph/event-sentence.ts'
import { events } from '#codegen/graph/events.ts'
import type { EventLineFragment, WallQuery } from '#codegen/graph/graphql.ts'
import { recordPath } from './paths.ts'
import type { Words } from './words.ts'

/**
 * True where the wall shows a line for this event. An event that only a newer release knows has no kind and so no
 * line.
 */
export const isOnWall = ({ kind }: Pick<EventLineFragment, 'kind'>): boolean => kind != null && events[kind].onWall

/** The line of an event in the language of the page, in parts. */
export const partsOf = (event: EventLineFragment, wall: WallQuery['board'], words: Words): Part[] =>
  sentenceOf(event, { squads: wall.squads.map(({ squad }) => squad), items: wall.supplyItems }, words)

/** The address of the record at the desk that an event is about; null where there is none. */
export function pathOf({ visit, issue, supplyOrder, enterprise }: EventLineFragment): string | null {
  if (visit) return recordPath('visits', visit.id)
  if (issue) return recordPath('issues', issue.id)
  if (supplyOrder) return recordPath('orders', supplyOrder.id)
  if (enterprise) return recordPath('enterprises', enterprise.id)
  return null
}
