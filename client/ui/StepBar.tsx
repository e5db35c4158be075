import { useTranslation } from 'react-i18next'
import './step-bar.css'

/** A step of a record: done, the one that it is at now, one to come, or one at which it ended early. */
export type StepState = 'done' | 'now' | 'next' | 'ended'

export type StepOfRecord = {
  key: string
  label: string
  state: StepState
  /** When it was done, or how much of it. */
  note?: string | null | undefined
  /** How much of the step is done, from 0 to 1, where that is more than yes or no. */
  share?: number
}

/** Where a record stands among its steps. */
export function StepBar({ label, steps }: { label: string; steps: readonly StepOfRecord[] }) {
  const { t } = useTranslation()
  return (
    <ol className="ui-step-bar" aria-label={label}>
      {steps.map(({ key, label: name, state, note, share }) => (
        <li key={key} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
          <i aria-hidden="true">
            <b style={{ width: `${100 * Math.min(1, share ?? Number(state === 'done' || state === 'ended'))}%` }} />
          </i>
          <span>
            {name}
            {state === 'done' && <span className="ui-hidden">{t('stepDone')}</span>}
          </span>
          {note && <small>{note}</small>}
        </li>
      ))}
    </ol>
  )
}
