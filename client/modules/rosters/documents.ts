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
    refused
    read
    appliedAt
    sheets {
      name
      isRead
      sentence
      headerRow
      headers {
        header
        column
        name
      }
      isRemembered
      rows
      skipped
      skippedRows
    }
  }
`)

/** The columns that a header can mean. */
export const RosterColumnsDocument = graphql(`
  query RosterColumns($kind: RosterKind!) {
    rosterColumns(kind: $kind) {
      column
      name
    }
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
  query RosterRows($id: ID!, $kinds: [RosterRowKind!], $first: Int!, $after: String) {
    roster(id: $id) {
      id
      rows(kinds: $kinds, first: $first, after: $after) {
        pageInfo {
          ...PageTurns
        }
        edges {
          node {
            sheet
            row
            place
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
          }
        }
      }
    }
  }
`)
