import { graphql } from '#client/graph/graphql.ts'
// the fragments of the rows, which are defined before any page is loaded
import '#client/graph/documents.ts'
import '#client/modules/enterprises/documents.ts'
import '#client/modules/issues/documents.ts'
import '#client/modules/supplies/documents.ts'
import '#client/modules/visits/documents.ts'

/** The epoch and the newest seq of the log, after which the desk follows it. */
export const HeadDocument = graphql(`
  query Head($unionId: ID) {
    events(unionId: $unionId, after: 0, first: 1) {
      epoch
      head
    }
  }
`)

/**
 * The events with the rows that they have changed. The cache takes these rows, so that every list and page of the desk
 * shows them.
 */
export const DeskFeedDocument = graphql(`
  subscription DeskFeed($unionId: ID, $after: Int!, $epoch: ID!) {
    boardEvents(unionId: $unionId, after: $after, epoch: $epoch) {
      epoch
      reset
      after
      through
      head
      at
      events {
        seq
        kind
        enterprise {
          ...EnterpriseRow
        }
        visit {
          ...VisitRow
        }
        issue {
          ...IssueRow
        }
        supplyOrder {
          ...SupplyOrderRow
        }
        supplies {
          id
          code
          requested
          reserved
          dispatched
          received
          accepted
          enterprisesRequested
          enterprisesReserved
          enterprisesReceived
        }
      }
    }
  }
`)
