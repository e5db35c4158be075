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
      nothingRaised: nothingRaisedOf(form, step),
    })),
    checks: checksOf(form),
    followUp: textOf(form, 'followUp'),
    memberIds: allOf<string>(form, 'memberIds'),
  }
}

/** The answers to the checklist in a filled-in form. What is left empty was not seen, where the form says so. */
export const checksOf = (form: FormData) =>
  enums.CheckItem.flatMap((item) => {
    const rest = form.has('restNotSeen') ? 'NOT_SEEN' : null
    const answer = (textOf(form, `${item}.answer`) ?? rest) as CheckAnswer | null
    return answer ? [{ item, answer, fixBy: answer === 'FIX_BY' ? textOf(form, `${item}.fixBy`) : null }] : []
  })

/** What a filled-in form adds to LISTEN and ASK. */
export const spokenStepsOf = (form: FormData) =>
  (['LISTEN', 'ASK'] as const).flatMap((step) => {
    const [notes, nothingRaised] = [notesOf(form, step), nothingRaisedOf(form, step)]
    return notes.length > 0 || nothingRaised ? [{ step, notes, nothingRaised }] : []
  })

/** That nothing was raised, where no note is written. */
const nothingRaisedOf = (form: FormData, step: Step) => {
  const spokenTo = textOf(form, `${step}.spokenTo`)
  return spokenTo && notesOf(form, step).length === 0 ? { spokenTo } : null
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
