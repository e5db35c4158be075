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
    supplyOrder {
      id
    }
    actor {
      id
      displayName
    }
    squad {
      id
      squadId
    }
  }
`)

/** The wall as of one seq. */
export const WallDocument = graphql(`
  query Wall($unionId: ID) {
    viewer {
      id
      role
    }
    unions {
      id
      name
    }
    board(unionId: $unionId) {
      id
      epoch
      seq
      asOf
      title
      campaign {
        ...CampaignFigures
      }
      squads {
        squad {
          id
          number
          cadreName
          zones {
            id
            name
          }
          members {
            id
          }
        }
        now {
          ...SquadFigures
        }
      }
      cells {
        ...CellOfHundred
      }
      recentIssues {
        ...IssueOnWall
      }
      supplyItems {
        id
        code
        name
        nameEn
        unit
        unitEn
      }
      supplies {
        ...SupplyFigures
      }
      resumption {
        ...ResumptionFigures
      }
      trend {
        date
        resumed
      }
      recentEvents {
        ...EventLine
      }
    }
  }
`)

/** Everything after it. */
export const WallEventsDocument = graphql(`
  subscription WallEvents($unionId: ID, $after: Int!, $epoch: ID) {
    boardEvents(unionId: $unionId, after: $after, epoch: $epoch) {
      epoch
      reset
      after
      through
      head
      at
      events {
        ...EventLine
        campaign {
          ...CampaignFigures
        }
        resumption {
          ...ResumptionFigures
        }
        supplies {
          ...SupplyFigures
        }
        squad {
          ...SquadFigures
        }
        cells {
          ...CellOfHundred
        }
      }
    }
  }
`)

/** The unions to choose from, for those who have several. */
export const UnionsDocument = graphql(`
  query WallUnions {
    unions {
      id
      name
    }
  }
`)

/** A device becomes a wall. */
export const PairWallDocument = graphql(`
  mutation PairWall($input: PairWallInput!) {
    pairWall(input: $input) {
      viewer {
        id
        role
      }
    }
  }
`)
