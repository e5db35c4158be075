import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { StopOnPhone } from '#client/field/stop-on-phone.ts'
import { minuteOf } from '#client/ui/dates.ts'
import { Arrival, There } from './Arrival.tsx'
import { ChecklistSection } from './ChecklistSection.tsx'
import { EndSection } from './EndSection.tsx'
import { IssueSection } from './IssueSection.tsx'
import { LookSection } from './LookSection.tsx'
import { NotesSection } from './NotesSection.tsx'
import { PhotoSection } from './PhotoSection.tsx'
import { PlaceMark } from './PlaceMark.tsx'
import { ResumptionSection } from './ResumptionSection.tsx'
import { SkipForm } from './SkipForm.tsx'
import { StopSummary } from './StopSummary.tsx'

type Props = {
  stop: StopOnPhone
  address: (stop: string | null) => string
  /** Other stops at which the squad has arrived and which it has not finished. */
  unfinished: readonly StopOnPhone[]
}

/** One stop, from the brief before the door to its outcome. */
export function StopPage({ stop, address, unfinished }: Props) {
  const { t } = useTranslation('field')
  const isPlanned = stop.state === 'PLANNED'
  const isOnSite = stop.state === 'ARRIVED'
  return (
    <article className="field-stop">
      <Link href={address(null)} className="field-button">
        ‹ {t('back')}
      </Link>
      <header className="field-stop-head">
        <h1>{stop.visit.enterprise.name}</h1>
        <StopSummary stop={stop} />
      </header>
      <LookSection stop={stop} isOpen={isPlanned || isOnSite} />
      {isPlanned && <Arrival stop={stop} address={address} unfinished={unfinished} />}
      {stop.arrivedAt && (
        <p className="field-line">
          <span>{t('arrivedAt', { time: minuteOf(stop.arrivedAt) })}</span>
          <PlaceMark place={stop.arrivalPlace} />
        </p>
      )}
      {(isOnSite || stop.state === 'FINISHED') && <There stop={stop} />}
      {(isOnSite || stop.state === 'FINISHED') && (
        <>
          <NotesSection stop={stop} step="LISTEN" isOpen={isOnSite} />
          <NotesSection stop={stop} step="ASK" isOpen={isOnSite} />
          <ChecklistSection stop={stop} isOpen={isOnSite} />
          <NotesSection stop={stop} step="TREAT" isOpen={isOnSite} />
          <IssueSection stop={stop} />
          <ResumptionSection stop={stop} />
          <PhotoSection stop={stop} />
        </>
      )}
      <EndSection stop={stop} />
      {isPlanned && <SkipForm stop={stop} />}
    </article>
  )
}
