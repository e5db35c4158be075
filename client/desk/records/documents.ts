import { graphql } from '#client/graph/graphql.ts'
import '#client/desk/documents.ts'
import '#client/modules/people/documents.ts'
import '#client/modules/squads/documents.ts'
import '#client/modules/supplies/directory-documents.ts'

/** What has happened to a record, newest first. */
export const HistoryFields = graphql(`
  fragment History on BoardEventConnection {
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        seq
        at
        happenedAt
        timeInDoubt
        ...EventSentence
        actor {
          id
          rank
          duties
        }
        papers {
          kind
          from
          to
        }
        entry {
          id
          text
          isInternal
        }
      }
    }
  }
`)

/** What has happened before that. */
export const OlderDocument = graphql(`
  query OlderHistory($of: ID!, $after: String) {
    node(id: $of) {
      id
      ... on Enterprise {
        history(first: 50, after: $after) {
          ...History
        }
      }
      ... on Visit {
        history(first: 50, after: $after) {
          ...History
        }
      }
      ... on Issue {
        history(first: 50, after: $after) {
          ...History
        }
      }
      ... on SupplyOrder {
        history(first: 50, after: $after) {
          ...History
        }
      }
    }
  }
`)

/** One visit with its issues. */
export const VisitRecordDocument = graphql(`
  query VisitRecord($id: ID!) {
    visit(id: $id) {
      ...VisitWhole
      issues(first: 20) {
        totalCount
        isFloor
        edges {
          node {
            ...IssueRow
          }
        }
      }
      history(first: 12) {
        ...History
      }
    }
  }
`)

/** One issue. */
export const IssueRecordDocument = graphql(`
  query IssueRecord($id: ID!) {
    issue(id: $id) {
      ...IssueWhole
      history(first: 12) {
        ...History
      }
    }
  }
`)

/** One order. */
export const OrderRecordDocument = graphql(`
  query OrderRecord($id: ID!) {
    supplyOrder(id: $id) {
      ...SupplyOrderRow
      history(first: 12) {
        ...History
      }
    }
  }
`)

/** One squad with its stops of a day. */
export const SquadRecordDocument = graphql(`
  query SquadRecord($id: ID!, $on: Date!) {
    node(id: $id) {
      id
      ... on Squad {
        ...SquadWhole
        heardAt
        visits(on: $on, first: 40) {
          totalCount
          isFloor
          edges {
            node {
              ...VisitRow
              agreedTime
            }
          }
        }
      }
    }
  }
`)

/** One account. */
export const AccountRecordDocument = graphql(`
  query AccountRecord($id: ID!) {
    node(id: $id) {
      id
      ... on Account {
        ...AccountRow
        signInAttempts {
          failures
          pausedUntil
        }
      }
    }
  }
`)

/** One supplier. */
export const SupplierRecordDocument = graphql(`
  query SupplierRecord($id: ID!) {
    node(id: $id) {
      id
      ... on Supplier {
        ...SupplierRow
      }
    }
  }
`)
