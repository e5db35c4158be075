import { graphql } from '#client/graph/graphql.ts'
// a fragment must be defined before a document spreads it
import './fragments.ts'

/** The wall as of one seq. */
export const WallDocument = graphql(`
  query Wall($unionId: ID, $campaignId: ID) {
    viewer {
      id
      role
    }
    unions {
      id
      name
    }
    campaigns(unionId: $unionId) {
      id
      title
      state
      endsOn
    }
    board(unionId: $unionId, campaignId: $campaignId) {
      id
      unionId
      subject {
        id
        state
        startsOn
        endsOn
        closedAt
      }
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
          zones {
            id
            name
          }
          memberCount
        }
        now {
          ...SquadFigures
        }
      }
      cells {
        ...CellOfHundred
      }
      unresolvedIssues {
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
