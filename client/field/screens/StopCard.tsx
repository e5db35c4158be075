import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { StopOnPhone } from '#client/field/stop-on-phone.ts'
import { dateText } from '#client/ui/dates.ts'
import { PlaceMark } from './PlaceMark.tsx'
import { StopSummary } from './StopSummary.tsx'

/** A stop in the day's list. */
export function StopCard({ stop, href, day }: { stop: StopOnPhone; href: string; day: string }) {
  const { t, i18n } = useTranslation('field')
  const { visit, place, state } = stop
  return (
    <li className={`field-card field-card-${state.toLowerCase()}`}>
      <div className="field-line">
        <span>
          {visit.stop > 0 && t('stopNumber', { stop: visit.stop })}
          {visit.agreedTime != null && ` · ${visit.agreedTime}`}
          {visit.plannedOn !== day && ` · ${t('fromDay', { day: dateText(visit.plannedOn, i18n.language) })}`}
        </span>
        <PlaceMark place={place} />
      </div>
      <h2>
        <Link href={href}>{visit.enterprise.name}</Link>
      </h2>
      <StopSummary stop={stop} />
    </li>
  )
}
