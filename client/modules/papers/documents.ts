import { graphql } from '#client/graph/graphql.ts'

/** A photo. */
export const PaperFields = graphql(`
  fragment PaperFields on Paper {
    id
    name
    width
    height
    addedAt
    addedBy {
      id
      displayName
    }
    url
    smallUrl
  }
`)

/** The photos of an issue or of a visit. */
export const PapersDocument = graphql(`
  query Papers($id: ID!) {
    node(id: $id) {
      id
      ... on Issue {
        papers {
          ...PaperFields
        }
      }
      ... on Visit {
        papers {
          ...PaperFields
        }
      }
    }
  }
`)

/** The photos of what was written about an issue, each with the words to which it belongs. */
export const EntryPapersDocument = graphql(`
  query EntryPapers($id: ID!) {
    node(id: $id) {
      id
      ... on Issue {
        entryPapers {
          ...PaperFields
          entry {
            id
          }
        }
      }
    }
  }
`)

/** Adds a photo to an issue, to words about one, or to a visit. */
export const AddPaperDocument = graphql(`
  mutation AddPaper($input: AddPaperInput!) {
    addPaper(input: $input) {
      paper {
        id
      }
    }
  }
`)

/** Takes a photo away, with the reason. */
export const VoidPaperDocument = graphql(`
  mutation VoidPaper($input: VoidPaperInput!) {
    voidPaper(input: $input) {
      paperId
    }
  }
`)
