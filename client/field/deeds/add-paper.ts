import { graphql } from '#client/graph/graphql.ts'
import { deedByTap } from './deed.ts'

/** A photo of a visit. It is sent when no words wait any more, and nothing rests on it. */
export const addPaper = deedByTap({
  document: graphql(`
    mutation FieldAddPaper($input: AddPaperInput!) {
      addPaper(input: $input) { clientId paper { id visit { ...FieldStop } } }
    }
  `),
  label: (t) => t('mutation.addPaper'),
  change: (stop, { input: { file }, clientId }, place) => ({
    photos: [...stop.photos, { key: clientId, file, place }],
  }),
  typedText: () => [],
  picture: { rows: ({ addPaper: { paper } }) => ({ visit: paper?.visit ?? null }) },
})
