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

/** A visit in a few lines. */
export const VisitGistFields = graphql(`
  fragment VisitGist on Visit {
    ...VisitRow
    agreedTime
    followUp
    followUpOn
    completedSteps {
      id
      step
      gist
    }
  }
`)

/** An enterprise as whoever visits it wants to know it. */
export const EnterpriseBriefDocument = graphql(`
  query EnterpriseBrief($unionId: ID, $id: ID!) {
    enterprise(id: $id) {
      ...EnterpriseWhole
      rectifications {
        id
        item
        fixBy
        note
        visit {
          id
          plannedOn
        }
      }
      visits(first: 4) {
        totalCount
        isFloor
        edges {
          node {
            ...VisitGist
          }
        }
      }
      supplyOrders(first: 5) {
        totalCount
        isFloor
        edges {
          node {
            ...SupplyOrderRow
          }
        }
      }
      history(first: 8) {
        ...History
      }
    }
    onSite: visits(unionId: $unionId, filter: { enterpriseId: $id, states: [ARRIVED] }, first: 1) {
      edges {
        node {
          ...VisitGist
        }
      }
    }
    planned: visits(
      unionId: $unionId, filter: { enterpriseId: $id, states: [PLANNED] }
      orderBy: { by: PLANNED_ON, direction: ASC }
      first: 1
    ) {
      edges {
        node {
          ...VisitGist
        }
      }
    }
    # every follow-up that is still due has a day after this one
    followUps: visits(unionId: $unionId, filter: { enterpriseId: $id, followUp: { from: "2000-01-01" } }, first: 1) {
      edges {
        node {
          ...VisitGist
        }
      }
    }
    severe: issues(unionId: $unionId, filter: { enterpriseId: $id, status: OPEN, severity: HIGH }, first: 1) {
      totalCount
      isFloor
    }
    issues(unionId: $unionId, filter: { enterpriseId: $id, status: OPEN }, first: 4) {
      totalCount
      isFloor
      edges {
        node {
          ...IssueRow
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
