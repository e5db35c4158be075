import { graphql } from '#client/graph/graphql.ts'

/** A line of the list of visits. */
export const VisitRowFields = graphql(`
  fragment VisitRow on Visit {
    id
    squad {
      id
      number
    }
    enterprise {
      id
      name
    }
    plannedOn
    stop
    agreedTime
    state
    steps
    arrivedAt
    finishedAt
    outcome
    counts
    isOutsidePeriod
    skipReason
    voidReason
  }
`)

/** Visits, narrowed. */
export const VisitsDocument = graphql(`
  query Visits($ofAll: Boolean = false, $unionId: ID, $search: String, $filter: VisitFilter, $orderBy: VisitOrderBy
    $first: Int, $after: String, $last: Int, $before: String) {
    visits(unionId: $unionId, search: $search, filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      orders
      isFloor
      pageInfo {
        ...PageTurns
      }
      edges {
        node {
          ...VisitRow
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

/** One visit with all it holds. */
export const VisitWholeFields = graphql(`
  fragment VisitWhole on Visit {
    ...VisitRow
    undos {
      at
      reason
      arrivedAt
      finishedAt
      outcome
      followUp
      followUpOn
    }
    agreedTime
    followUp
    followUpOn
    continues {
      id
      plannedOn
    }
    completedSteps {
      id
      step
      at
      gist
    }
    notes {
      id
      step
      text
      saidBy
      secondSource
      confirmed
    }
    measures {
      id
      what
      who
      dueOn
      state
      result
      agency {
        id
        name
      }
    }
    checks {
      id
      item
      answer
      fixBy
      note
    }
    missing
    doubts
    confirmedAt
    members {
      id
      name
    }
    nothingRaised {
      step
      spokenTo
    }
  }
`)

/** Puts a stop on a squad's list. */
export const PlanVisitDocument = graphql(`
  mutation PlanVisitAtDesk($input: PlanVisitInput!) {
    planVisit(input: $input) {
      visit {
        ...VisitRow
      }
    }
  }
`)

/** Leaves a planned stop out. */
export const SkipVisitDocument = graphql(`
  mutation SkipVisitAtDesk($input: SkipVisitInput!) {
    skipVisit(input: $input) {
      visit {
        ...VisitRow
      }
    }
  }
`)

/** Takes back an arrival that was recorded by mistake. */
export const UndoArrivalDocument = graphql(`
  mutation UndoArrivalAtDesk($input: UndoArrivalInput!) {
    undoArrival(input: $input) {
      visit {
        ...VisitWhole
      }
    }
  }
`)

/** Takes back an end that was recorded by mistake. */
export const UndoFinishDocument = graphql(`
  mutation UndoFinishAtDesk($input: UndoFinishInput!) {
    undoFinish(input: $input) {
      visit {
        ...VisitWhole
      }
    }
  }
`)

/** Strikes a wrong visit out. */
export const VoidVisitDocument = graphql(`
  mutation VoidVisit($input: VoidVisitInput!) {
    voidVisit(input: $input) {
      visit {
        ...VisitRow
      }
    }
  }
`)

/** Enters a paper visit late. */
export const RecordVisitDocument = graphql(`
  mutation RecordVisit($input: RecordVisitInput!) {
    recordVisit(input: $input) {
      visit {
        ...VisitRow
      }
    }
  }
`)

/** Moves unfinished stops to another day. */
export const CarryOverVisitsDocument = graphql(`
  mutation CarryOverVisits($input: CarryOverVisitsInput!) {
    carryOverVisits(input: $input) {
      squad {
        id
        number
      }
    }
  }
`)

/** The days on which visits count. */
export const PeriodDocument = graphql(`
  query Period($unionId: ID) {
    campaign(unionId: $unionId) {
      id
      startsOn
      endsOn
    }
  }
`)

/** Puts right who of the squad was there. */
export const SetVisitMembersDocument = graphql(`
  mutation SetVisitMembers($input: SetVisitMembersInput!) {
    setVisitMembers(input: $input) {
      visit {
        ...VisitWhole
      }
    }
  }
`)

/** Adds to a finished visit what it lacked. */
export const SupplementVisitDocument = graphql(`
  mutation SupplementVisit($input: SupplementVisitInput!) {
    supplementVisit(input: $input) {
      visit {
        ...VisitWhole
      }
    }
  }
`)

/** Confirms a visit that looked empty or doubled. */
export const ConfirmVisitDocument = graphql(`
  mutation ConfirmVisit($input: ConfirmVisitInput!) {
    confirmVisit(input: $input) {
      visit {
        ...VisitWhole
      }
    }
  }
`)
