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
    read
    appliedAt
  }
`)

/** What a roster came to, and what was read of each sheet of its file. A list of imports does not ask for it. */
export const RosterReadFields = graphql(`
  fragment RosterRead on RosterImport {
    ...RosterCounts
    sheets {
      name
      isRead
      sentence
      headerRow
      headers {
        header
        column
        name
        samples
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
        ...RosterRead
      }
    }
  }
`)

/** Does what the preview said. */
export const ApplyRosterDocument = graphql(`
  mutation ApplyRoster($input: ApplyRosterInput!) {
    applyRoster(input: $input) {
      roster {
        ...RosterRead
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
            sheet
            row
            place
            kind
            name
            key
            subjectId
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
          }
        }
      }
    }
  }
`)

/** What the list of imports shows of each. */
export const RosterLineFields = graphql(`
  fragment RosterLine on RosterImport {
    ...RosterCounts
    state
    createdAt
    undoneAt
    undone
    kept
    uploadedBy
    appliedBy
    undoneBy
  }
`)

/** The imports of the union. */
export const RostersDocument = graphql(`
  query Rosters($search: String, $kinds: [RosterKind!], $states: [RosterState!], $orderBy: RosterOrderBy
    $first: Int, $after: String, $last: Int, $before: String) {
    rosters(search: $search, kinds: $kinds, states: $states, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      orders
      isFloor
      pageInfo {
        ...PageTurns
      }
      edges {
        node {
          ...RosterLine
        }
      }
    }
  }
`)

/** One import, with a page of its rows: what each made or changed, and what became of it when the import was undone. */
export const RosterRecordDocument = graphql(`
  query RosterRecord($id: ID!, $kinds: [RosterRowKind!], $outcome: RosterOutcome
    $first: Int, $after: String, $last: Int, $before: String) {
    roster(id: $id) {
      ...RosterLine
      rows(kinds: $kinds, outcome: $outcome, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        isFloor
        pageInfo {
          ...PageTurns
        }
        edges {
          node {
            row
            kind
            name
            key
            subjectId
            outcome
            keptBecause
            values {
              header
              value
            }
            changes {
              header
              from
              to
            }
            reasons {
              sentence
            }
          }
        }
      }
    }
  }
`)

/** Undoes an import as a whole. */
export const UndoRosterDocument = graphql(`
  mutation UndoRoster($input: UndoRosterInput!) {
    undoRoster(input: $input) {
      roster {
        ...RosterLine
      }
    }
  }
`)
