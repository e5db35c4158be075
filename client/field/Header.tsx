import { useTranslation } from 'react-i18next'
import type { Freshness } from '#client/graph/feed.ts'
import { sayDay, sayTime } from './day.ts'
import type { KeptStops } from './storage.ts'

type Props = { squad: number; day: string; freshness: Freshness; kept: KeptStops | null; unsent: number }

/** Whose day it is, how fresh it is, and how much has not reached the centre. */
export function Header({ squad, day, freshness, kept, unsent }: Props) {
  const { t, i18n } = useTranslation('field')
  const asOf = freshness.asOf ?? kept?.asOf
  const live = freshness.state === 'live' || freshness.state === 'catching-up'
  return (
    <header className="field-header">
      <div className="field-line">
        <strong>{t('squad', { number: squad })}</strong>
        <span>{sayDay(day, i18n.language)}</span>
      </div>
      <div className="field-line" role="status">
        <span className={live ? 'field-live' : 'field-offline'}>
          {live ? t('live') : asOf ? t('asOf', { time: sayTime(asOf, i18n.language) }) : t('connecting')}
        </span>
        <span className={unsent ? 'field-unsent-count' : 'field-all-sent'}>
          {unsent ? t('unsent', { count: unsent }) : t('allSent')}
        </span>
      </div>
    </header>
  )
}
