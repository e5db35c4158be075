import { events } from '#codegen/graph/catalogue.ts'
import type { EventLineFragment, WallQuery } from '#codegen/graph/graphql.ts'
import { recordPath } from './paths.ts'
import type { Words } from './words.ts'

/**
 * True where the wall shows a line for this event. An event that only a newer release knows has no kind and so no
 * line.
 */
export const isOnWall = ({ kind }: Pick<EventLineFragment, 'kind'>): boolean => kind != null && events[kind].onWall

/** A part of a line; `loud` parts are shown bold. */
export type Part = { text: string; loud: boolean }

/** The line of an event in the language of the page, in parts. */
export function partsOf(event: EventLineFragment, wall: WallQuery['board'], { t, number, english }: Words): Part[] {
  const squad = wall.squads.find((each) => each.squad.id === event.squad?.squadId)?.squad
  const item = wall.supplyItems.find((each) => each.code === event.itemCode)
  const words = {
    squad: squad ? t('squads.nth', { n: squad.number }) : (event.actor?.displayName ?? ''),
    enterprise: event.enterprise?.name ?? '',
    step: event.step ? t(`common:Step.${event.step}`) : '',
    outcome: event.outcome ? t(`common:VisitOutcome.${event.outcome}`) : '',
    resumption: event.resumedTo ? t(`common:Resumption.${event.resumedTo}`) : '',
    kind: event.issue ? t(`common:IssueKind.${event.issue.kind}`) : '',
    title: event.issue?.title ?? '',
    item: item ? (english ? item.nameEn : item.name) : (event.itemCode ?? ''),
    quantity: `${number(Math.abs(event.quantity ?? 0))} ${item ? (english ? item.unitEn : item.unit) : ''}`,
    actor: event.actor?.displayName ?? '',
  }
  // a bar of its own would be taken for one of the sentence's
  const safe = Object.fromEntries(Object.entries(words).map(([name, word]) => [name, word.replaceAll('|', '│')]))
  const sentence = event.kind ? t(`event.${event.kind}`, safe as typeof words) : ''
  return sentence.split('|').map((text, index) => ({ text, loud: index % 2 === 1 }))
}

/** The address of the record at the desk that an event is about; null where there is none. */
export function pathOf({ visit, issue, supplyOrder, enterprise }: EventLineFragment): string | null {
  if (visit) return recordPath('visits', visit.id)
  if (issue) return recordPath('issues', issue.id)
  if (supplyOrder) return recordPath('orders', supplyOrder.id)
  if (enterprise) return recordPath('enterprises', enterprise.id)
  return null
}
