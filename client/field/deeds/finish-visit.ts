import { inShapeOf } from '#client/field/shape.ts'
import { graphql } from '#client/graph/graphql.ts'
import type { VisitOutcome } from '#codegen/graph/graphql.ts'
import { deedWithForm } from './deed.ts'

/** The end of a visit as it is being typed. */
export type FinishDraft = { outcome?: VisitOutcome; followUp: string; followUpOn: string }

const blank: FinishDraft = { followUp: '', followUpOn: '' }

/** The visit ends, with an outcome and perhaps a follow-up. */
export const finishVisit = deedWithForm({
  document: graphql(`
    mutation FieldFinishVisit($input: FinishVisitInput!) {
      finishVisit(input: $input) { clientId visit { ...FieldStop } }
    }
  `),
  label: (t) => t('mutation.finishVisit'),
  change: (_stop, { input: { outcome, followUp } }, place) => ({
    state: 'FINISHED',
    outcome,
    followUp: followUp ?? null,
    endPlace: place,
  }),
  typedText: ({ followUp }) => [followUp],
  form: {
    name: () => 'finish',
    blank,
    read: (stored) => inShapeOf(blank, stored),
    draft: ({ outcome, followUp, followUpOn }) => ({
      outcome,
      followUp: followUp ?? '',
      followUpOn: followUpOn ?? '',
    }),
    isOpen: () => true,
  },
})
