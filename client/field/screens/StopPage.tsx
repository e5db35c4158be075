import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { StopOnPhone } from '#client/field/stop-on-phone.ts'
import { correctionForms } from '#client/field/store/correction-forms.ts'
import { useObservable } from '#client/field/store/observable-value.ts'
import { minuteOf } from '#client/ui/dates.ts'
import { Arrival, There } from './Arrival.tsx'
import { ChecklistSection } from './ChecklistSection.tsx'
import { EndSection } from './EndSection.tsx'
import { IssueSection } from './IssueSection.tsx'
import { LookSection } from './LookSection.tsx'
import { NotesSection } from './NotesSection.tsx'
import { Part } from './Part.tsx'
import { PhotoSection } from './PhotoSection.tsx'
import { PlaceMark } from './PlaceMark.tsx'
import { ResumptionSection } from './ResumptionSection.tsx'
import { SkipForm } from './SkipForm.tsx'
import { StopSummary } from './StopSummary.tsx'
import { useScreen } from './screen-context.ts'
import { UndoArrival } from './Undo.tsx'

type Props = {
  stop: StopOnPhone
  address: (stop: string | null) => string
  /** Other stops at which the squad has arrived and which it has not finished. */
  unfinished: readonly StopOnPhone[]
}

/** The forms of a stop at which the squad has not arrived. */
const formsBefore: readonly string[] = ['LOOK', 'arrive', 'skip']

/** One stop, from the brief before the door to its outcome. */
export function StopPage({ stop, address, unfinished }: Props) {
  const { t } = useTranslation('field')
  const { phone, account } = useScreen()
  const { entries } = useObservable(phone.outbox.state)
  const edited = correctionForms(stop, account.id, entries, useObservable(phone.drafts.values))
  const isPlanned = stop.state === 'PLANNED'
  const isOnSite = stop.state === 'ARRIVED'
  const wasThere = isOnSite || stop.state === 'FINISHED'
  const isThere = wasThere || [...edited].some((form) => !formsBefore.includes(form))
  return (
    <article className="field-stop">
      <Link href={address(null)} className="field-button">
        ‹ {t('back')}
      </Link>
      <header className="field-stop-head">
        <h1>{stop.visit.enterprise.name}</h1>
        <StopSummary stop={stop} />
      </header>
      <Part isEdited={edited.has('LOOK')}>
        <LookSection stop={stop} isOpen={isPlanned || isOnSite} />
      </Part>
      {(isPlanned || edited.has('arrive')) && (
        <Part isEdited={edited.has('arrive')}>
          <Arrival stop={stop} address={address} unfinished={unfinished} />
        </Part>
      )}
      {stop.arrivedAt && (
        <p className="field-line">
          <span>{t('arrivedAt', { time: minuteOf(stop.arrivedAt) })}</span>
          <PlaceMark place={stop.arrivalPlace} />
        </p>
      )}
      <Part>
        <UndoArrival stop={stop} />
      </Part>
      {wasThere && (
        <Part>
          <There stop={stop} />
        </Part>
      )}
      {isThere && (
        <>
          <Part isEdited={edited.has('LISTEN')}>
            <NotesSection stop={stop} step="LISTEN" isOpen={isOnSite} />
          </Part>
          <Part isEdited={edited.has('ASK')}>
            <NotesSection stop={stop} step="ASK" isOpen={isOnSite} />
          </Part>
          <Part isEdited={edited.has('checks')}>
            <ChecklistSection stop={stop} isOpen={isOnSite} />
          </Part>
          <Part isEdited={edited.has('TREAT')}>
            <NotesSection stop={stop} step="TREAT" isOpen={isOnSite} />
          </Part>
          <Part isEdited={edited.has('issue')}>
            <IssueSection stop={stop} />
          </Part>
          <Part isEdited={edited.has('resumption')}>
            <ResumptionSection stop={stop} />
          </Part>
          <Part>
            <PhotoSection stop={stop} />
          </Part>
        </>
      )}
      <Part isEdited={edited.has('finish') || edited.has('supplement')}>
        <EndSection stop={stop} />
      </Part>
      {(isPlanned || edited.has('skip')) && (
        <Part isEdited={edited.has('skip')}>
          <SkipForm stop={stop} />
        </Part>
      )}
    </article>
  )
}
