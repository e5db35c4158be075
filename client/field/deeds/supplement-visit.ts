import { inShapeOf } from '#client/field/shape.ts'
import type { StopOnPhone } from '#client/field/stop-on-phone.ts'
import { graphql } from '#client/graph/graphql.ts'
import type { CompleteStepInput } from '#codegen/graph/graphql.ts'
import { addedTo } from './added.ts'
import { deedWithForm, type WithoutStamp } from './deed.ts'
import { textOfNote } from './notes.ts'

/** What a finished visit lacked, as it is being typed. */
export type SupplementDraft = { spokenTo: string; restNotSeen: boolean; followUp: string }

const blank: SupplementDraft = { spokenTo: '', restNotSeen: false, followUp: '' }

/** What a finished visit lacked is added, so that it counts. */
export const supplementVisit = deedWithForm({
  document: graphql(`
    mutation FieldSupplementVisit($input: SupplementVisitInput!) {
      supplementVisit(input: $input) { clientId visit { ...FieldStop } }
    }
  `),
  label: (t) => t('mutation.supplementVisit'),
  change: (stop, { input: { steps, checks, followUp }, clientId }, place) => {
    const nothingRaised = steps?.find((each) => each.nothingRaised)?.nothingRaised
    const added = (steps ?? []).flatMap(({ step, notes }) => (notes ?? []).map((note) => ({ ...note, step })))
    const notes = added.map((note, index) => ({ ...note, key: `${clientId} ${index}` }))
    return {
      ...addedTo(stop, { nothingRaised, checks }, place),
      ...(notes.length > 0 && { notes: [...stop.notes, ...notes] }),
      ...(followUp && { followUp }),
    }
  },
  typedText: ({ steps, followUp }) => [
    ...(steps ?? []).flatMap(({ notes, nothingRaised }) => [...(notes ?? []).map(textOfNote), nothingRaised?.spokenTo]),
    followUp,
  ],
  form: {
    name: () => 'supplement',
    blank,
    read: (stored) => inShapeOf(blank, stored),
    draft: ({ steps, checks, followUp }) => ({
      spokenTo: steps?.find((each) => each.nothingRaised)?.nothingRaised?.spokenTo ?? '',
      restNotSeen: Boolean(checks?.length),
      followUp: followUp ?? '',
    }),
    // the form has no fields for notes: they must not be lost in it
    isOpen: (_stop, { steps }) => !steps?.some(({ notes }) => notes?.length),
  },
})

/**
 * What adds the notes of a step that somebody else had done before to the visit; null where that cannot be: before the arrival,
 * on a stop that was left out, or for a step that cannot be added to.
 */
export function supplementFor(stop: StopOnPhone, { visitId, step, notes }: WithoutStamp<CompleteStepInput>) {
  const { state } = stop.visit
  const isAddable = (state === 'ARRIVED' || state === 'FINISHED') && (step === 'LISTEN' || step === 'ASK')
  if (!isAddable || !notes?.length || !stop.visit.steps.includes(step)) return null
  const input = { visitId, steps: [{ step, notes }] }
  return { mutation: 'supplementVisit' as const, input, visit: visitId, title: stop.visit.enterprise.name }
}
