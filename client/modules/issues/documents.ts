import { graphql } from '#client/graph/graphql.ts'

/** A line of the list of issues. */
export const IssueRowFields = graphql(`
  fragment IssueRow on Issue {
    id
    no
    state
    stateAt
    isEmergency
    isRed
    returns
    needsConsultation
    reviewOn
    clock
    dueAt
    climbedTo
    waitsFor
    proposedAgency {
      id
      name
    }
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
  query Issues($ofAll: Boolean = false, $unionId: ID, $search: String, $filter: IssueFilter, $orderBy: IssueOrderBy
    $first: Int, $after: String, $last: Int, $before: String) {
    issues(unionId: $unionId, search: $search, filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      orders
      isFloor
      pageInfo {
        ...PageTurns
      }
      edges {
        node {
          ...IssueRow
          union @include(if: $ofAll) {
            id
            name
            shortName
          }
        }
      }
    }
  }
`)

/** Another issue, as a line that leads to it. */
export const IssueReferenceFields = graphql(`
  fragment IssueReference on Issue {
    id
    no
    title
    state
  }
`)

/** One issue with all it holds. */
export const IssueWholeFields = graphql(`
  fragment IssueWhole on Issue {
    ...IssueRow
    visit {
      id
      plannedOn
    }
    evidence
    saidBy
    closingNote
    comebacks
    doneBy
    extensions
    calledBackAt
    callBackResult
    contact {
      id
      kind
      name
      phone
    }
    parts {
      id
      agency {
        id
        name
      }
      leads
      state
      assignedAt
      takenAt
      answeredAt
      endedAt
    }
    mergedInto {
      ...IssueReference
    }
    splitFrom {
      ...IssueReference
    }
    doubles {
      ...IssueReference
    }
    splits {
      ...IssueReference
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

/** The issues that are most like one that is being typed. */
export const LikeIssuesDocument = graphql(`
  query LikeIssues($enterpriseId: ID!, $category: IssueCategory!, $title: String!) {
    likeIssues(enterpriseId: $enterpriseId, category: $category, title: $title) {
      ...IssueReference
      status
      enterprise {
        id
        name
      }
    }
  }
`)
