import { graphql } from '#client/graph/graphql.ts'
import { deedByTap } from './deed.ts'

/** It is put right who of the squad is or was there. */
export const setVisitMembers = deedByTap({
  document: graphql(`
    mutation FieldSetVisitMembers($input: SetVisitMembersInput!) {
      setVisitMembers(input: $input) { clientId visit { ...FieldStop } }
    }
  `),
  label: (t) => t('mutation.setVisitMembers'),
  change: (_stop, { input }) => ({ memberIds: input.memberIds }),
  typedText: () => [],
  independent: true,
})
