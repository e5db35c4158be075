import { inShapeOf } from '#client/field/shape.ts'
import { graphql } from '#client/graph/graphql.ts'
import { deedWithForm } from './deed.ts'

const blank = { reason: '' }

/** A planned stop is left out, for a reason. */
export const skipVisit = deedWithForm({
  document: graphql(`
    mutation FieldSkipVisit($input: SkipVisitInput!) {
      skipVisit(input: $input) { clientId visit { ...FieldStop } }
    }
  `),
  label: (t) => t('mutation.skipVisit'),
  change: (_stop, { input }, place) => ({ state: 'SKIPPED', skipReason: input.reason, endPlace: place }),
  typedText: ({ reason }) => [reason],
  form: {
    name: () => 'skip',
    blank,
    read: (stored) => inShapeOf(blank, stored),
    draft: ({ reason }) => ({ reason }),
    isOpen: ({ visit }) => visit.state === 'PLANNED',
  },
})
