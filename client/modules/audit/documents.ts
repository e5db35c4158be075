import { graphql } from '#client/graph/graphql.ts'

/** An entry of the audit. What it was done to is named by the word that its type has for it. */
export const AuditRowFields = graphql(`
  fragment AuditRow on AuditEntry {
    id
    at
    kind
    address
    event
    list
    filter
    rows
    reason
    account {
      id
      displayName
    }
    subject {
      id
      __typename
      ... on Account {
        displayName
      }
      ... on Token {
        tokenName: name
      }
      ... on Contact {
        contactName: name
      }
      ... on SquadMember {
        memberName: name
      }
      ... on Squad {
        number
      }
      ... on Zone {
        zoneName: name
      }
      ... on Supplier {
        supplierName: name
      }
      ... on Enterprise {
        enterpriseName: name
      }
      ... on CellText {
        cellName: name
      }
      ... on PersonalLink {
        account {
          id
          displayName
        }
      }
    }
  }
`)

/** The audit of the union. */
export const AuditDocument = graphql(`
  query Audit($filter: AuditFilter, $first: Int, $after: String, $last: Int, $before: String) {
    auditEntries(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      isFloor
      pageInfo {
        ...PageTurns
      }
      edges {
        node {
          ...AuditRow
        }
      }
    }
  }
`)
