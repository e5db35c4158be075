import { inShapeOf } from '#client/field/shape.ts'
import { graphql } from '#client/graph/graphql.ts'
import { addedTo } from './added.ts'
import { deedWithForm } from './deed.ts'

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
  change: (stop, { input: { steps, checks, followUp } }, place) => {
    const nothingRaised = steps?.find((each) => each.nothingRaised)?.nothingRaised
    return { ...addedTo(stop, { nothingRaised, checks }, place), ...(followUp && { followUp }) }
  },
  typedText: ({ steps, followUp }) => [...(steps ?? []).map(({ nothingRaised }) => nothingRaised?.spokenTo), followUp],
  form: {
    name: () => 'supplement',
    blank,
    read: (stored) => inShapeOf(blank, stored),
    draft: ({ steps, checks, followUp }) => ({
      spokenTo: steps?.find((each) => each.nothingRaised)?.nothingRaised?.spokenTo ?? '',
      restNotSeen: Boolean(checks?.length),
      followUp: followUp ?? '',
    }),
    isOpen: () => true,
  },
})
