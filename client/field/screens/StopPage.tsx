import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Boundary } from '#client/boundary/Boundary.tsx'
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
      <Part>
        <LookSection stop={stop} isOpen={isPlanned || isOnSite} />
      </Part>
      {isPlanned && (
        <Part>
          <Arrival stop={stop} address={address} unfinished={unfinished} />
        </Part>
      )}
      {stop.arrivedAt && (
        <p className="field-line">
          <span>{t('arrivedAt', { time: minuteOf(stop.arrivedAt) })}</span>
          <PlaceMark place={stop.arrivalPlace} />
        </p>
      )}
      {(isOnSite || stop.state === 'FINISHED') && (
        <Part>
          <There stop={stop} />
        </Part>
      )}
      {(isOnSite || stop.state === 'FINISHED') && (
        <>
          <Part>
            <NotesSection stop={stop} step="LISTEN" isOpen={isOnSite} />
          </Part>
          <Part>
            <NotesSection stop={stop} step="ASK" isOpen={isOnSite} />
          </Part>
          <Part>
            <ChecklistSection stop={stop} isOpen={isOnSite} />
          </Part>
          <Part>
            <NotesSection stop={stop} step="TREAT" isOpen={isOnSite} />
          </Part>
          <Part>
            <IssueSection stop={stop} />
          </Part>
          <Part>
            <ResumptionSection stop={stop} />
          </Part>
          <Part>
            <PhotoSection stop={stop} />
          </Part>
        </>
      )}
      <Part>
        <EndSection stop={stop} />
      </Part>
      {isPlanned && (
        <Part>
          <SkipForm stop={stop} />
        </Part>
      )}
    </article>
  )
}

/** A part of the page in which an error stays: the others can still be filled in and sent. */
function Part({ children }: { children: ReactNode }) {
  return <Boundary className="field-section">{children}</Boundary>
}
