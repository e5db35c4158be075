import type { TFunction } from 'i18next'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { isAskedOverAll } from '#client/graph/chosen-union.ts'
import { type Names, sentenceOf } from '#client/graph/event-sentence.ts'
import { SquadChoicesDocument } from '#client/modules/squads/documents.ts'
import { useSupplyItems } from '#client/modules/supplies/useSupplyItems.ts'
import { Button } from '#client/ui/Button.tsx'
import { momentText } from '#client/ui/dates.ts'
import { listText } from '#client/ui/list-text.ts'
import { numberText } from '#client/ui/numbers.ts'
import type { HistoryFragment } from '#codegen/graph/graphql.ts'
import { OlderDocument } from './documents.ts'
import { RecordPart } from './RecordFrame.tsx'

type Event = HistoryFragment['edges'][number]['node']

type TimelineProps = {
  of: string
  /** The entries that were merged into the enterprise whose record it is. */
  doubles?: readonly { id: string; name: string }[]
  history: HistoryFragment
  /** What stands below the words of an event that has some. */
  below?: (event: Event, entryId: string) => ReactNode
}

/** What has happened to a record in plain sentences, newest first. */
export function Timeline({ of, doubles = [], history, below }: TimelineProps) {
  const { t } = useTranslation('desk')
  const [{ data: squads }] = useQuery({ query: SquadChoicesDocument, pause: isAskedOverAll() })
  const names = { squads: squads?.squads ?? [], items: useSupplyItems() ?? [] }
  return (
    <RecordPart title={t('record.timeline')}>
      {history.edges.length === 0 && <p>{t('record.noEvents')}</p>}
      <ol className="record-time">
        <Events of={of} doubles={doubles} history={history} names={names} below={below} />
      </ol>
    </RecordPart>
  )
}

type EventsProps = Omit<Required<TimelineProps>, 'history' | 'below'> & { names: Names; below: TimelineProps['below'] }

function Events({ history, ...shared }: EventsProps & { history: HistoryFragment }) {
  const { t } = useTranslation('desk')
  const [isOpen, setOpen] = useState(false)
  const { hasNextPage, endCursor } = history.pageInfo
  return (
    <>
      {history.edges.map(({ node }) => (
        <EventLine key={node.seq} event={node} {...shared} />
      ))}
      {hasNextPage && isOpen && <Older after={endCursor ?? null} {...shared} />}
      {hasNextPage && !isOpen && (
        <li>
          <Button small tone="plain" onPress={() => setOpen(true)}>
            {t('record.older')}
          </Button>
        </li>
      )}
    </>
  )
}

function Older({ after, ...shared }: EventsProps & { after: string | null }) {
  const [{ data }] = useQuery({ query: OlderDocument, variables: { of: shared.of, after } })
  const node = data?.node
  return node && 'history' in node ? <Events history={node.history} {...shared} /> : null
}

function EventLine({ of, doubles, event, names, below }: EventsProps & { event: Event }) {
  const { t, i18n } = useTranslation(['board', 'common'])
  const { t: desk } = useTranslation('desk')
  const { t: common } = useTranslation()
  // on its own records an enterprise is not named again and again
  const double = doubles.find(({ id }) => id === event.enterprise?.id)
  const name = double ? desk('record.double', { name: double.name }) : desk('record.here')
  const here = event.enterprise && { ...event.enterprise, name }
  const issue =
    event.issue && (event.issue.id === of ? { ...event.issue, title: desk('record.thisIssue') } : event.issue)
  const parts = sentenceOf({ ...event, enterprise: here, issue }, names, {
    t,
    number: numberText,
    english: i18n.language === 'en',
  })
  const said = parts.map(({ text }) => text).join('')
  const who = event.actor?.displayName
  const standing = standingOf(event.actor, common, i18n.language)
  return (
    <li>
      <time dateTime={event.happenedAt}>{momentText(event.happenedAt).slice(5)}</time>
      <i aria-hidden="true" />
      <span>
        {parts.map(({ text, loud }, index) => {
          const key = `${index} ${text}`
          return loud ? <b key={key}>{text}</b> : <span key={key}>{text}</span>
        })}
        {who && !closed(said).includes(closed(who)) && <small>{who}</small>}
        {standing && <small>{standing}</small>}
        {event.timeInDoubt && <small>{desk('record.timeInDoubt')}</small>}
        {event.entry && (
          <q className="record-words">
            {event.entry.isInternal && <b>{desk('record.internal')}</b>}
            {event.entry.text}
          </q>
        )}
        {event.entry && below?.(event, event.entry.id)}
      </span>
    </li>
  )
}

type Actor = Event['actor']

/** The rank or the duties in which somebody acted; empty where the account is no person's. */
function standingOf(actor: Actor, t: TFunction, language: string): string {
  if (actor?.rank) return t(`CommandRank.${actor.rank}`)
  const duties = actor?.duties.map((duty) => t(`Duty.${duty}`)) ?? []
  return listText(duties, language)
}

const closed = (text: string) => text.replaceAll(' ', '')
