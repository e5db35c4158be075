import { inShapeOf } from '#client/field/shape.ts'
import { isUnfinished } from '#client/field/stop-on-phone.ts'
import { graphql } from '#client/graph/graphql.ts'
import type { VisitOutcome } from '#codegen/graph/graphql.ts'
import { addedTo } from './added.ts'
import { deedWithForm } from './deed.ts'

/** The end of a visit as it is being typed. */
export type FinishDraft = {
  outcome?: VisitOutcome
  followUp: string
  followUpOn: string
  /** With whom the squad spoke where nothing was raised. */
  spokenTo: string
  /** The items without an answer were not seen. */
  restNotSeen: boolean
}

const blank: FinishDraft = { followUp: '', followUpOn: '', spokenTo: '', restNotSeen: false }

/** The visit ends, with an outcome and perhaps a follow-up. */
export const finishVisit = deedWithForm({
  document: graphql(`
    mutation FieldFinishVisit($input: FinishVisitInput!) {
      finishVisit(input: $input) { clientId visit { ...FieldStop } }
    }
  `),
  label: (t) => t('mutation.finishVisit'),
  change: (stop, { input: { outcome, followUp, followUpOn, nothingRaised, checks }, happenedAt }, place) => ({
    state: 'FINISHED',
    finishedAt: happenedAt,
    outcome,
    followUp: followUp ?? null,
    followUpOn: followUpOn ?? null,
    endPlace: place,
    ...addedTo(stop, { nothingRaised, checks }, place),
  }),
  typedText: ({ followUp, nothingRaised }) => [followUp, nothingRaised?.spokenTo],
  form: {
    name: () => 'finish',
    blank,
    read: (stored) => inShapeOf(blank, stored),
    draft: ({ outcome, followUp, followUpOn, nothingRaised, checks }) => ({
      outcome,
      followUp: followUp ?? '',
      followUpOn: followUpOn ?? '',
      spokenTo: nothingRaised?.spokenTo ?? '',
      restNotSeen: Boolean(checks?.length),
    }),
    isOpen: isUnfinished,
  },
})
