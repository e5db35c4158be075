import { useTranslation } from 'react-i18next'
import type { StopOnPhone } from '#client/field/stop-on-phone.ts'

const steps = ['LOOK', 'LISTEN', 'ASK', 'TREAT'] as const

/** The address of a stop, how far the visit is, and the contacts of the enterprise. */
export function StopSummary({ stop }: { stop: StopOnPhone }) {
  const { t } = useTranslation('common')
  const { address, contacts } = stop.visit.enterprise
  return (
    <>
      <p>{address}</p>
      <p className="field-progress">
        <strong>{stop.outcome ? t(`outcome.${stop.outcome}`) : t(`visitState.${stop.state}`)}</strong>
        {steps.map((step) => (
          <span key={step} className={stop.steps[step] ? 'field-step field-step-done' : 'field-step'}>
            {t(`step.${step}`)}
            {stop.steps[step] ? ' ✓' : ''}
          </span>
        ))}
      </p>
      <ul className="field-phones">
        {contacts.map(({ id, kind, name, phone }) => {
          const words = `${t(`contactKind.${kind}`)} ${name}`
          return (
            <li key={id}>
              {phone ? (
                <a className="field-button" href={`tel:${phone}`}>
                  {words} {phone}
                </a>
              ) : (
                words
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
