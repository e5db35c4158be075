import type { TFunction } from 'i18next'
import { dayText } from '#client/ui/dates.ts'
import type { EventSentenceFragment, HistoryFragment, SupplyItemFieldsFragment } from '#codegen/graph/graphql.ts'

/** A part of a sentence; `loud` parts are shown bold. */
export type Part = { text: string; loud: boolean }

/** What an event names by an id or a code alone: the squads with their numbers, and the items. */
export type Names = {
  squads: readonly { id: string; number: number }[]
  items: readonly Pick<SupplyItemFieldsFragment, 'code' | 'name' | 'nameEn' | 'unit' | 'unitEn'>[]
}

/** The functions by which a sentence is written in the language of the page. */
export type SentenceWords = {
  t: TFunction<['board', 'common']>
  number: (n: number) => string
  english: boolean
}

/** What was recorded of papers, and who did it. Neither is told to a wall, which names the squad or the command centre instead. */
type Sentence = Omit<EventSentenceFragment, 'actor'> & Partial<Pick<EventSentenceFragment, 'actor'>> & Papers

type Papers = { papers?: HistoryFragment['edges'][number]['node']['papers'] }

/** What an event says happened, in the language of the page, in parts. An event of a newer release says nothing. */
export function sentenceOf(event: Sentence, { squads, items }: Names, { t, number, english }: SentenceWords): Part[] {
  const squad = squads.find(({ id }) => id === event.squad?.squadId)
  const item = items.find(({ code }) => code === event.itemCode)
  const unnamed = t(event.squad ? 'common:Role.SQUAD' : 'common:Role.COMMAND')
  const actor = event.actor === undefined ? unnamed : (event.actor?.displayName ?? '')
  const words = {
    squad: squad ? t('squads.nth', { n: squad.number }) : actor,
    enterprise: event.enterprise?.name ?? '',
    step: event.step ? t(`common:Step.${event.step}`) : '',
    outcome: event.outcome ? t(`common:VisitOutcome.${event.outcome}`) : '',
    resumption: event.resumedTo ? t(`common:Resumption.${event.resumedTo}`) : '',
    whom: event.escalatedTo ? t(`common:RungRecipient.${event.escalatedTo}`) : '',
    kind: event.issue ? t(`common:IssueKind.${event.issue.kind}`) : '',
    title: event.issue?.title ?? '',
    agency: event.agency?.name ?? '',
    item: item ? (english ? item.nameEn : item.name) : (event.itemCode ?? ''),
    quantity: `${number(Math.abs(event.quantity ?? 0))} ${item ? (english ? item.unitEn : item.unit) : ''}`,
    actor,
    papers: papersText(event, t, english ? 'en' : 'zh-CN'),
  }
  // a bar of its own would be taken for one of the sentence's
  const safe = Object.fromEntries(Object.entries(words).map(([name, word]) => [name, word.replaceAll('|', '│')]))
  const sentence = event.kind ? t(`event.${event.kind}`, safe as typeof words) : ''
  return sentence.split('|').map((text, index) => ({ text, loud: index % 2 === 1 }))
}

/** What was recorded of each paper, behind a colon; empty where nothing is known of it. */
function papersText({ papers }: Papers, t: SentenceWords['t'], language: string): string {
  if (!papers) return ''
  const changes = papers.map(({ kind, from, to }) => {
    const words = {
      paper: t(`common:ResumptionPaperKind.${kind}`),
      from: from ? dayText(from, language) : '',
      to: to ? dayText(to, language) : '',
    }
    if (!from) return t('papers.handedIn', words)
    return t(to ? 'papers.moved' : 'papers.takenOff', words)
  })
  return t('papers.all', { changes: changes.join(t('papers.between')) })
}
