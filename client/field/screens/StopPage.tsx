import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { sayTime } from '#client/field/day.ts'
import type { StopOnPhone } from '#client/field/store/on-phone.ts'
import { ChecklistSection } from './ChecklistSection.tsx'
import { EndSection, SkipForm } from './EndSection.tsx'
import { IssueSection } from './IssueSection.tsx'
import { LookSection } from './LookSection.tsx'
import { NotesSection } from './NotesSection.tsx'
import { Place, Problem } from './parts.tsx'
import { StopHead } from './StopCard.tsx'
import { useOrder } from './work.tsx'

type Props = { on: StopOnPhone; address: (stop: string | null) => string; elsewhere: StopOnPhone | undefined }

/** One stop from the brief before the door to its outcome. */
export function StopPage({ on, address, elsewhere }: Props) {
  const { t, i18n } = useTranslation('field')
  const planned = on.state === 'PLANNED'
  const here = on.state === 'ARRIVED'
  const been = here || on.state === 'FINISHED'
  return (
    <article className="field-stop">
      <Link href={address(null)} className="field-button">
        ‹ {t('back')}
      </Link>
      <StopHead on={on} />
      <LookSection on={on} open={planned || here} />
      {planned && <Arrive on={on} address={address} elsewhere={elsewhere} />}
      {on.arrivedAt && (
        <p className="field-line">
          <span>{t('arrivedAt', { time: sayTime(on.arrivedAt, i18n.language) })}</span>
          <Place where={on.arrived} />
        </p>
      )}
      {been && (
        <>
          <NotesSection on={on} step="LISTEN" open={here} />
          <NotesSection on={on} step="ASK" open={here} />
          <ChecklistSection on={on} open={here} />
          <NotesSection on={on} step="TREAT" open={here} />
          <IssueSection on={on} />
        </>
      )}
      <EndSection on={on} />
      {planned && <SkipForm on={on} />}
    </article>
  )
}

function Arrive({ on, address, elsewhere }: Props) {
  const { t } = useTranslation('field')
  const { give, problem } = useOrder()
  const { id, enterprise } = on.stop
  if (elsewhere) {
    return (
      <p className="field-notice">
        {t('elsewhere', { name: elsewhere.stop.enterprise.name })}{' '}
        <Link href={address(elsewhere.stop.id)}>{t('goThere')}</Link>
      </p>
    )
  }
  const arrive = () => void give({ mutation: 'arriveVisit', input: { visitId: id }, visit: id, title: enterprise.name })
  return (
    <>
      {problem && <Problem>{problem}</Problem>}
      <button type="button" className="field-button field-main field-arrive" onClick={arrive}>
        {t('arrive')}
      </button>
    </>
  )
}
