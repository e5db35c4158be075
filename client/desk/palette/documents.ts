import { graphql } from '#client/graph/graphql.ts'

/** What the palette finds by a few words. */
export const FindDocument = graphql(`
  query Find($text: String!) {
    find(text: $text, first: 5) {
      id
      kind
      title
      note
    }
  }
`)
