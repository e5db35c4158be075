import { useTranslation } from 'react-i18next'
import { enums } from '#codegen/graph/enums.ts'
import type { Step } from '#codegen/graph/graphql.ts'
import './visits.css'

/** The four steps as small marks. Those that are done are filled, and a screen reader says so. */
export function StepChips({ done }: { done: readonly Step[] }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <span className="visit-steps">
      {enums.Step.map((step) => {
        const name = common(`Step.${step}`)
        return done.includes(step) ? (
          <span key={step} className="visit-step visit-step-done">
            {name}
            <span className="ui-hidden">✓</span>
          </span>
        ) : (
          <span key={step} className="visit-step" title={t('visits.notDone')}>
            {name}
          </span>
        )
      })}
    </span>
  )
}
