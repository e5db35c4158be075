import { enums } from '#codegen/graph/enums.ts'
import type { Step } from '#codegen/graph/graphql.ts'
import { useWords } from './words.ts'

/** The four steps of a visit, each marked as done, under way or still to come. */
export function StepChips({ done, here }: { done: Step[]; here: boolean }) {
  const { t } = useWords()
  const current = here ? enums.Step.find((step) => !done.includes(step)) : undefined
  return (
    <ol className="board-chips">
      {enums.Step.map((step) => {
        const state = done.includes(step) ? 'done' : step === current ? 'now' : 'next'
        return (
          <li key={step} className={`board-chip board-chip-${state}`}>
            {t(`common:Step.${step}`)}
            <span className="board-unseen">{t(`squads.chip.${state}`)}</span>
          </li>
        )
      })}
    </ol>
  )
}
