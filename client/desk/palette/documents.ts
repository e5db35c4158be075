import { graphql } from '#client/graph/graphql.ts'

/** What the palette finds by a few words. */
export const FindDocument = graphql(`
  query Find($unionId: ID, $text: String!) {
    find(unionId: $unionId, text: $text, first: 5) {
      id
      kind
      title
      note
    }
  }
`)
