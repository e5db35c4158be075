import { graphql } from '#client/graph/graphql.ts'
import { deedByTap } from './deed.ts'

/** What was typed as an issue is added to one that is open already. What follows on the visit does not rest on it. */
export const addIssueNote = deedByTap({
  document: graphql(`
    mutation FieldAddIssueNote($input: AddIssueNoteInput!) {
      addIssueNote(input: $input) { clientId issue { ...FieldIssue } }
    }
  `),
  label: (t) => t('mutation.addIssueNote'),
  change: () => ({}),
  typedText: ({ text }) => [text],
  independent: true,
})
