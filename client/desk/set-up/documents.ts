import { graphql } from '#client/graph/graphql.ts'

/** What a union has of all that it needs. */
export const SetUpDocument = graphql(`
  query SetUp($unionId: ID, $resumed: EnterpriseFilter) {
    campaign(unionId: $unionId) {
      id
      target
      entries {
        id
      }
    }
    campaigns(unionId: $unionId) {
      id
    }
    zones(unionId: $unionId) {
      id
      cadreName
    }
    workCalendar(unionId: $unionId) {
      missingYear
    }
    squads(unionId: $unionId) {
      id
      members {
        id
      }
      zones {
        id
      }
    }
    agencies(unionId: $unionId) {
      id
      officers {
        id
      }
    }
    supplyItems(unionId: $unionId) {
      id
    }
    enterprises(unionId: $unionId, first: 1) {
      totalCount
      isFloor
    }
    resumptions: enterprises(unionId: $unionId, first: 1, filter: $resumed) {
      totalCount
      isFloor
    }
    suppliers(unionId: $unionId, first: 1) {
      totalCount
      isFloor
    }
    personalLinks(first: 1) {
      totalCount
      isFloor
    }
    policyDocuments(unionId: $unionId) {
      id
    }
    visits(unionId: $unionId, first: 1) {
      totalCount
      isFloor
    }
    accounts(first: 100) {
      totalCount
      isFloor
      edges {
        node {
          id
          role
          disabledAt
          squad {
            id
          }
        }
      }
    }
  }
`)
