import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { Freshness } from '#client/graph/freshness.ts'
import { sayDay, sayTime } from './day.ts'
import type { KeptStops } from './storage.ts'

type Props = { squad: number; day: string; freshness: Freshness; kept: KeptStops | null; unsent: number }

/** Whose day it is, how fresh it is, and how much has not reached the centre. */
export function Header({ squad, day, freshness, kept, unsent }: Props) {
  const { t, i18n } = useTranslation('field')
  const asOf = freshness.asOf ?? kept?.asOf
  const signal = useSignal()
  const live = signal && (freshness.state === 'live' || freshness.state === 'catching-up')
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

const onSignal = (listener: () => void) => {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

/** Whether the phone has a network at all; if it says no, that is seen before the next heartbeat is missed. */
const useSignal = (): boolean => useSyncExternalStore(onSignal, () => navigator.onLine)
