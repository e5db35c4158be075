import { graphql } from '#client/graph/graphql.ts'

/** A stop of an earlier day that nobody went to. */
export const LeftOverFields = graphql(`
  fragment LeftOver on Visit {
    id
    squad {
      id
      number
    }
    enterprise {
      id
      name
      address
    }
    plannedOn
    agreedTime
  }
`)

/** A stop as the page that plans a day shows it. */
export const DayStopFields = graphql(`
  fragment DayStop on Visit {
    ...LeftOver
    stop
    state
    continues {
      id
    }
  }
`)

/** What each squad has on a day, and what may be put on its list. */
export const DayProposalDocument = graphql(`
  query DayProposal($unionId: ID, $on: Date!) {
    dayProposal(unionId: $unionId, on: $on) {
      squad {
        id
        number
        zones {
          id
          name
        }
      }
      planned {
        ...DayStop
      }
      leftOvers {
        ...LeftOver
      }
      unvisited {
        id
        name
        address
      }
    }
  }
`)

/** Whether a squad has anything on a day. */
export const DayStartDocument = graphql(`
  query DayStart($unionId: ID, $filter: VisitFilter) {
    visits(unionId: $unionId, filter: $filter, first: 1) {
      edges {
        node {
          id
        }
      }
    }
  }
`)

/** Sets up a day for several squads. */
export const PlanDayDocument = graphql(`
  mutation PlanDay($input: PlanDayInput!) {
    planDay(input: $input) {
      visits {
        ...VisitRow
      }
    }
  }
`)

/** Gives a planned stop another squad, day, place or agreed time. */
export const MoveVisitDocument = graphql(`
  mutation MoveVisit($input: MoveVisitInput!) {
    moveVisit(input: $input) {
      visit {
        ...VisitRow
      }
    }
  }
`)
