import { graphql } from '#client/graph/graphql.ts'
import { deedByTap } from './deed.ts'

/** An arrival that was pressed by mistake is taken back. */
export const undoArrival = deedByTap({
  document: graphql(`
    mutation FieldUndoArrival($input: UndoArrivalInput!) {
      undoArrival(input: $input) { clientId visit { ...FieldStop } }
    }
  `),
  label: (t) => t('mutation.undoArrival'),
  change: () => ({ state: 'PLANNED', arrivedAt: null, memberIds: [] }),
  typedText: () => [],
})
