import { graphql } from '#client/graph/graphql.ts'

/**
 * The fragments of the wall. The snapshot and the events select the same fields of an entity, so that an arriving event
 * completes what the snapshot left in the cache. Recent events carry no figures: those are older than the snapshot's.
 */
export const fragments = graphql(`
  fragment CampaignFigures on CampaignTally {
    id
    target
    listed
    visited
    underWay
    planned
    visitedOutside
    onSite
    openIssues
    overdueIssues
    agencies {
      agency {
        id
        name
      }
      issues
    }
    days {
      date
      visited
    }
  }

  fragment ResumptionFigures on ResumptionTally {
    id
    enterprises
    resumed
    days {
      date
      resumed
    }
  }

  fragment SupplyFigures on SupplyTally {
    id
    code
    requested
    reserved
    received
    enterprisesReserved
  }

  fragment SquadFigures on SquadTally {
    id
    squadId
    since
    steps
    enterprise {
      id
      name
    }
    days {
      date
      planned
      finished
    }
  }

  fragment CellOfHundred on BoardCell {
    id
    position
    state
    step
    hasIssue
    enterprise {
      id
      name
    }
  }

  fragment IssueOnWall on Issue {
    id
    kind
    severity
    title
    status
    state
    isEmergency
    isRed
    urgency
    returns
    clock
    climbedTo
    openedAt
    enterprise {
      id
      name
    }
    agency {
      id
      name
    }
  }

  fragment EventLine on BoardEvent {
    seq
    at
    kind
    step
    outcome
    resumedTo
    escalatedTo
    itemCode
    quantity
    enterprise {
      id
      name
    }
    visit {
      id
    }
    issue {
      ...IssueOnWall
    }
    agency {
      id
      name
    }
    supplyOrder {
      id
    }
    squad {
      id
      squadId
    }
  }
`)
