import type { Step } from '#codegen/graph/graphql.ts'
import { useWords } from './words.ts'

const steps: Step[] = ['LOOK', 'LISTEN', 'ASK', 'TREAT']

/** The four steps of a visit, each marked as done, under way or still to come. */
export function StepChips({ done, here }: { done: Step[]; here: boolean }) {
  const { t } = useWords()
  const current = here ? steps.find((step) => !done.includes(step)) : undefined
  return (
    <ol className="board-chips">
      {steps.map((step) => {
        const state = done.includes(step) ? 'done' : step === current ? 'now' : 'next'
        return (
          <li key={step} className={`board-chip board-chip-${state}`}>
            {t(`common:step.${step}`)}
            <span className="board-unseen">{t(`squads.chip.${state}`)}</span>
          </li>
        )
      })}
    </ol>
  )
}
