import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { durationOf, secondsBetween } from '#client/ui/dates.ts'
import { Meter } from '#client/ui/Meter.tsx'
import { AsOf } from './as-of.ts'

const day = 24 * 60 * 60

type AgeProps = {
  since: string
  /** After so many seconds the bar is full, and it turns red. */
  full?: number
}

/**
 * How long something has waited, as words and as a bar. It is counted to the moment of the last heartbeat, so that it stands
 * still where the page is cut off.
 */
export function Age({ since, full = 3 * day }: AgeProps) {
  const { t } = useTranslation()
  const asOf = use(AsOf)
  if (!asOf) return null
  const seconds = secondsBetween(since, asOf)
  const { unit, n } = durationOf(seconds)
  const tone = seconds >= full ? 'alert' : 'under-way'
  return (
    <span className="ui-age" data-tone={tone}>
      {t(`age.${unit}`, { count: n })}
      <Meter parts={[{ tone, amount: Math.min(seconds, full) }]} whole={full} />
    </span>
  )
}
