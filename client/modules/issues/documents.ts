import { graphql } from '#client/graph/graphql.ts'

/** A line of the list of issues. */
export const IssueRowFields = graphql(`
  fragment IssueRow on Issue {
    id
    enterprise {
      id
      name
    }
    squad {
      id
      number
    }
    agency {
      id
      name
    }
    kind
    category
    severity
    source
    title
    status
    openedAt
    closedAt
  }
`)

/** Issues, narrowed. */
export const IssuesDocument = graphql(`
  query Issues($search: String, $filter: IssueFilter, $first: Int, $after: String, $last: Int, $before: String) {
    issues(search: $search, filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      isFloor
      pageInfo {
        ...PageTurns
      }
      edges {
        node {
          ...IssueRow
        }
      }
    }
  }
`)

/** One issue. */
export const IssueDocument = graphql(`
  query Issue($id: ID!) {
    issue(id: $id) {
      ...IssueRow
      visit {
        id
        plannedOn
      }
      evidence
      saidBy
      closingNote
    }
  }
`)

/** Opens an issue. */
export const OpenIssueDocument = graphql(`
  mutation OpenIssueAtDesk($input: OpenIssueInput!) {
    openIssue(input: $input) {
      issue {
        ...IssueRow
      }
    }
  }
`)

/** Ends an issue. */
export const CloseIssueDocument = graphql(`
  mutation CloseIssue($input: CloseIssueInput!) {
    closeIssue(input: $input) {
      issue {
        ...IssueRow
        closingNote
      }
    }
  }
`)
