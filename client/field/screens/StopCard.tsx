import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { sayDay } from '#client/field/day.ts'
import type { StopOnPhone } from '#client/field/store/on-phone.ts'
import { Place } from './parts.tsx'

const steps = ['LOOK', 'LISTEN', 'ASK', 'TREAT'] as const

/** A stop in the day's list. */
export function StopCard({ on, href, day }: { on: StopOnPhone; href: string; day: string }) {
  const { t, i18n } = useTranslation(['field', 'common'])
  const { stop } = on
  return (
    <li className={`field-card field-card-${on.state.toLowerCase()}`}>
      <div className="field-line">
        <span>
          {stop.stop > 0 && t('stopNumber', { stop: stop.stop })}
          {stop.plannedOn !== day && ` · ${t('fromDay', { day: sayDay(stop.plannedOn, i18n.language) })}`}
        </span>
        <Place where={on.where} />
      </div>
      <h2>
        <Link href={href}>{stop.enterprise.name}</Link>
      </h2>
      <p>{stop.enterprise.address}</p>
      <Progress on={on} />
      <Phones on={on} />
    </li>
  )
}

/** The enterprise's name, address and phones above an open stop. */
export function StopHead({ on }: { on: StopOnPhone }) {
  return (
    <header className="field-stop-head">
      <h1>{on.stop.enterprise.name}</h1>
      <p>{on.stop.enterprise.address}</p>
      <Progress on={on} />
      <Phones on={on} />
    </header>
  )
}

function Progress({ on }: { on: StopOnPhone }) {
  const { t } = useTranslation('common')
  return (
    <p className="field-progress">
      <strong>{on.outcome ? t(`outcome.${on.outcome}`) : t(`visitState.${on.state}`)}</strong>
      {steps.map((step) => (
        <span key={step} className={on.steps[step] ? 'field-step field-step-done' : 'field-step'}>
          {t(`step.${step}`)}
          {on.steps[step] ? ' ✓' : ''}
        </span>
      ))}
    </p>
  )
}

function Phones({ on }: { on: StopOnPhone }) {
  const { t } = useTranslation('common')
  return (
    <ul className="field-phones">
      {on.stop.enterprise.contacts.map(({ id, kind, name, phone }) => (
        <li key={id}>
          <a className="field-button" href={`tel:${phone}`}>
            {t(`contactKind.${kind}`)} {name} {phone}
          </a>
        </li>
      ))}
    </ul>
  )
}
