import { graphql } from '#client/graph/graphql.ts'
import { deedByTap } from './deed.ts'

/** The stops of an earlier day that nobody arrived at go over to a later day. */
export const carryOverVisits = deedByTap({
  document: graphql(`
    mutation FieldCarryOverVisits($input: CarryOverVisitsInput!) {
      carryOverVisits(input: $input) { clientId squad { id } }
    }
  `),
  label: (t) => t('mutation.carryOverVisits'),
  change: () => ({}),
  typedText: () => [],
})
