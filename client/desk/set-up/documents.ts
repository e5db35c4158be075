import { graphql } from '#client/graph/graphql.ts'

/** What a union has of all that it needs. */
export const SetUpDocument = graphql(`
  query SetUp($resumed: EnterpriseFilter) {
    campaign {
      id
      target
      entries {
        id
      }
    }
    zones {
      id
      cadreName
    }
    squads {
      id
      members {
        id
      }
      zones {
        id
      }
    }
    agencies {
      id
      officers {
        id
      }
    }
    supplyItems {
      id
    }
    enterprises(first: 1) {
      totalCount
      isFloor
    }
    resumptions: enterprises(first: 1, filter: $resumed) {
      totalCount
      isFloor
    }
    suppliers(first: 1) {
      totalCount
      isFloor
    }
    personalLinks(first: 1) {
      totalCount
      isFloor
    }
    policyDocuments {
      id
    }
    visits(first: 1) {
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
