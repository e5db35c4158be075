import { graphql } from '#client/graph/graphql.ts'

/** Where the stream stands, to follow it from there. */
export const HeadDocument = graphql(`
  query Head {
    events(after: 0, first: 1) {
      epoch
      head
    }
  }
`)

/** What happens, with the rows it changed, so that every list and page at the desk moves. */
export const DeskFeedDocument = graphql(`
  subscription DeskFeed($after: Int!, $epoch: ID!) {
    boardEvents(after: $after, epoch: $epoch) {
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
