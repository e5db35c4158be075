import { Button as AriaButton } from 'react-aria-components/Button'
import { GridListItem } from 'react-aria-components/GridList'
import { useTranslation } from 'react-i18next'
import { dateInDays, dateOf, dateText } from '#client/ui/dates.ts'
import { TimeButton } from '#client/ui/form/TimeButton.tsx'
import { MenuButton, type MenuEntry } from '#client/ui/MenuButton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { Card } from './day-lists.ts'
import './stop-card.css'

/** Half hours in which an enterprise receives a squad. */
const times = Array.from({ length: 20 }, (_, half) => {
  const minutes = 8 * 60 + 30 + half * 30
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
})

type DayStopCardProps = {
  card: Card
  /** Its number on the list of the day. */
  number: number
  entries: readonly MenuEntry[]
  refusal: string | null
  isMoving: boolean
  /** The part of its address that all addresses of the page begin with, which is not shown. */
  place: string
  onTime: (time: string | null) => void
}

/** A stop of a squad’s day that can be moved: recorded stops have a whole edge, proposed ones a dashed one. */
export function DayStopCard({ card, number, entries, refusal, isMoving, place, onTime }: DayStopCardProps) {
  const { t } = useTranslation('desk')
  const { key, name, recorded, proposed } = card
  const address = recorded?.enterprise.address ?? proposed?.address ?? ''
  const time = (recorded ?? proposed)?.agreedTime ?? ''
  return (
    <GridListItem
      id={key}
      textValue={name}
      className="desk-stop"
      data-proposed={proposed ? true : undefined}
      data-refused={refusal ? true : undefined}
      data-moving={isMoving || undefined}
    >
      <AriaButton slot="drag" className="desk-stop-drag" aria-label={t('plan.drag', { number, name })}>
        {number}
      </AriaButton>
      <span className="desk-stop-name" title={name}>
        {name}
      </span>
      <MenuButton
        small
        tone="plain"
        label={<span className="ui-hidden">{t('plan.menu', { name })}</span>}
        entries={entries}
      />
      <span className="desk-stop-note">
        <StopMark card={card} />
        {address && (
          <span className="desk-stop-address" title={address}>
            {address.slice(place.length)}
          </span>
        )}
      </span>
      <TimeButton
        label={t('plan.agreeFor', { name })}
        exact={t('plan.exact')}
        none={t('plan.noTime')}
        times={times}
        value={time}
        onChange={(chosen) => onTime(chosen || null)}
      >
        {time || t('plan.agree')}
      </TimeButton>
      {refusal && (
        <p className="desk-stop-refusal" role="alert">
          {refusal}
        </p>
      )}
    </GridListItem>
  )
}

/** Whether the stop is recorded, and from which day it was left over. */
function StopMark({ card: { recorded, proposed } }: { card: Card }) {
  const { t, i18n } = useTranslation('desk')
  if (recorded) return <Tag tone="on-the-way">{t('plan.saved')}</Tag>
  const from = proposed.leftOver?.plannedOn
  if (!from) return <span className="ui-hidden">{t('plan.proposed')}</span>
  return <Tag tone="under-way">{leftOverText(from, t, i18n.language)}</Tag>
}

type Translate = ReturnType<typeof useTranslation<'desk'>>['t']

/** From which day a stop was left over, in words. */
export function leftOverText(from: string, t: Translate, language: string): string {
  if (from === dateInDays(-1)) return t('plan.leftYesterday')
  if (from === dateOf()) return t('plan.leftToday')
  return t('plan.left', { date: dateText(from, language) })
}
