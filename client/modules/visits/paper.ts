import { momentOf } from '#client/ui/dates.ts'
import { allOf, neededText, textOf } from '#client/ui/form/form-values.ts'
import { enums } from '#codegen/graph/enums.ts'
import type { CheckAnswer, RecordVisitInput, Step, VisitOutcome } from '#codegen/graph/graphql.ts'

/** The input of recordVisit from the filled-in form. Each line of a text becomes a note. */
export function paperOf(form: FormData): Omit<RecordVisitInput, 'clientId'> {
  return {
    squadId: neededText(form, 'squadId'),
    enterpriseId: neededText(form, 'enterpriseId'),
    visitId: textOf(form, 'visitId'),
    arrivedAt: momentOf(neededText(form, 'arrivedAt')),
    finishedAt: momentOf(neededText(form, 'finishedAt')),
    outcome: neededText(form, 'outcome') as VisitOutcome,
    steps: allOf<Step>(form, 'steps').map((step) => ({
      step,
      gist: textOf(form, `${step}.gist`),
      notes: notesOf(form, step),
    })),
    checks: enums.CheckItem.flatMap((item) => {
      const answer = textOf(form, `${item}.answer`) as CheckAnswer | null
      return answer ? [{ item, answer, fixBy: answer === 'FIX_BY' ? textOf(form, `${item}.fixBy`) : null }] : []
    }),
    followUp: textOf(form, 'followUp'),
  }
}

const notesOf = (form: FormData, step: Step) =>
  neededText(form, `${step}.notes`)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((text) => ({
      text,
      saidBy: textOf(form, `${step}.saidBy`),
      secondSource: textOf(form, `${step}.secondSource`),
      responsible: textOf(form, `${step}.responsible`),
      dueOn: textOf(form, `${step}.dueOn`),
    }))
