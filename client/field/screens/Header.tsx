import { useTranslation } from 'react-i18next'
import type { StopList } from '#client/field/store/storage.ts'
import type { Freshness } from '#client/graph/freshness.ts'
import { dateText, minuteOf } from '#client/ui/dates.ts'
import { useHasNetwork } from './useHasNetwork.ts'

type Props = {
  squad: number
  day: string
  freshness: Freshness
  list: StopList | null
  unsent: number
  /** The session has ended, or is another account's: then nothing comes and goes, however good the signal is. */
  isSignedOut: boolean
}

/** The squad and the day, how fresh the list is, and how many records have not reached the centre. */
export function Header({ squad, day, freshness, list, unsent, isSignedOut }: Props) {
  const { t, i18n } = useTranslation('field')
  const asOf = freshness.asOf ?? list?.asOf
  const hasNetwork = useHasNetwork()
  const live = hasNetwork && !isSignedOut && (freshness.state === 'live' || freshness.state === 'catching-up')
  return (
    <header className="field-header">
      <div className="field-line">
        <strong>{t('squad', { number: squad })}</strong>
        <span>{dateText(day, i18n.language)}</span>
      </div>
      <div className="field-line" role="status">
        <span className={live ? 'field-live' : 'field-offline'}>
          {isSignedOut
            ? t('signInNow')
            : live
              ? t('live')
              : asOf
                ? t('asOf', { time: minuteOf(asOf) })
                : t('connecting')}
        </span>
        <span className={unsent ? 'field-unsent-count' : undefined}>
          {unsent ? t('unsent', { count: unsent }) : t('allSent')}
        </span>
      </div>
    </header>
  )
}
