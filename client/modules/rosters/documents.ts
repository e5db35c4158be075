import { graphql } from '#client/graph/graphql.ts'

/** What a roster came to. */
export const RosterCountsFields = graphql(`
  fragment RosterCounts on RosterImport {
    id
    kind
    fileName
    created
    changed
    unchanged
    doubtful
    toCheck
    refused
    appliedAt
  }
`)

/** Reads a roster and says what it would do. */
export const PreviewRosterDocument = graphql(`
  mutation PreviewRoster($input: PreviewRosterInput!) {
    previewRoster(input: $input) {
      roster {
        ...RosterCounts
      }
    }
  }
`)

/** Does what the preview said. */
export const ApplyRosterDocument = graphql(`
  mutation ApplyRoster($input: ApplyRosterInput!) {
    applyRoster(input: $input) {
      roster {
        ...RosterCounts
      }
      passwords {
        username
        displayName
        password
      }
    }
  }
`)

/** The rows of a roster that have one lot. */
export const RosterRowsDocument = graphql(`
  query RosterRows($id: ID!, $kinds: [RosterRowKind!], $toCheck: Boolean, $first: Int!, $after: String) {
    roster(id: $id) {
      id
      rows(kinds: $kinds, toCheck: $toCheck, first: $first, after: $after) {
        pageInfo {
          ...PageTurns
        }
        edges {
          node {
            place
            row
            kind
            name
            key
            changes {
              header
              from
              to
            }
            reasons {
              column
              sentence
            }
            texts {
              header
              text
              isDoubtful
            }
            likeId
          }
        }
      }
    }
  }
`)
