import { useTranslation } from 'react-i18next'
import type { Freshness } from '#client/graph/freshness.ts'
import { clockOf, durationOf } from '#client/ui/dates.ts'

/** Whether the data on the page is live and as of when; or when it stopped and how long ago that was. */
export function LiveMark({ freshness: { state, asOf, silentFor, caughtUp } }: { freshness: Freshness }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { unit, n } = durationOf(silentFor)
  return (
    <p className="desk-live" data-state={state} role="status">
      <i aria-hidden="true" />
      {state === 'stale' && asOf ? (
        <>
          <b>{t('live.stoppedAt', { time: clockOf(asOf) })}</b>
          <span aria-hidden="true">{t('live.silentFor', { duration: common(`age.${unit}`, { count: n }) })}</span>
        </>
      ) : (
        <>
          <span>{t(`live.${state}`)}</span>
          {asOf && <span aria-hidden="true">{t('asOf', { at: clockOf(asOf) })}</span>}
          {state === 'live' && caughtUp > 0 && <span>{t('live.caughtUp', { count: caughtUp })}</span>}
        </>
      )}
    </p>
  )
}
