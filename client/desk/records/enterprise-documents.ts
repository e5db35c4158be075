import { graphql } from '#client/graph/graphql.ts'
import '#client/modules/enterprises/double-documents.ts'
import './documents.ts'

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
      ...Merged
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
