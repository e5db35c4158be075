import { useTranslation } from 'react-i18next'
import type { StopOnPhone } from '#client/field/stop-on-phone.ts'
import { isMasked } from '#client/field/store/numbers.ts'
import { enums } from '#codegen/graph/enums.ts'

/** The address of a stop, how far the visit is, and the contacts of the enterprise. */
export function StopSummary({ stop }: { stop: StopOnPhone }) {
  const { t } = useTranslation('common')
  const { address, contacts } = stop.visit.enterprise
  return (
    <>
      <p>{address}</p>
      <p className="field-progress">
        <strong>{stop.outcome ? t(`VisitOutcome.${stop.outcome}`) : t(`VisitState.${stop.state}`)}</strong>
        {enums.Step.map((step) => (
          <span key={step} className={stop.steps[step] ? 'field-step field-step-done' : 'field-step'}>
            {t(`Step.${step}`)}
            {stop.steps[step] ? ' ✓' : ''}
          </span>
        ))}
      </p>
      <ul className="field-phones">
        {contacts.map(({ id, kind, name, phone }) => {
          const words = `${t(`ContactKind.${kind}`)} ${name}`
          return (
            <li key={id}>
              {phone && !isMasked(phone) ? (
                <a className="field-button" href={`tel:${phone}`}>
                  <span>{words}</span> <span className="field-number">{phone}</span>
                </a>
              ) : (
                `${words} ${phone}`
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
