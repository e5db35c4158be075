import { graphql } from '#client/graph/graphql.ts'
import { deedByTap } from './deed.ts'

/** An end that was pressed by mistake is taken back. */
export const undoFinish = deedByTap({
  document: graphql(`
    mutation FieldUndoFinish($input: UndoFinishInput!) {
      undoFinish(input: $input) { clientId visit { ...FieldStop } }
    }
  `),
  label: (t) => t('mutation.undoFinish'),
  change: () => ({ state: 'ARRIVED', finishedAt: null, outcome: null, followUp: null, followUpOn: null }),
  typedText: () => [],
})
