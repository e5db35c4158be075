import { graphql } from '#client/graph/graphql.ts'

/** The wall’s figures as the home page shows them. */
export const HomeBoardDocument = graphql(`
  query HomeBoard($unionId: ID) {
    campaign(unionId: $unionId) {
      id
      startsOn
      endsOn
    }
    board(unionId: $unionId) {
      id
      title
      campaign {
        id
        target
        visited
        underWay
        planned
        days {
          date
          visited
        }
      }
      cells {
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
      squads {
        squad {
          id
          number
          heardAt
        }
        now {
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
        id
        code
        requested
        reserved
        received
      }
    }
  }
`)

/** A visit that waits, with the days on which something is still due after it. */
export const WaitingVisitFields = graphql(`
  fragment WaitingVisit on Visit {
    ...VisitRow
    followUpOn
    enterprise {
      id
      rectifications {
        id
        fixBy
        visit {
          id
        }
      }
    }
  }
`)

/** The first of the visits that wait. */
export const WaitingVisitsDocument = graphql(`
  query WaitingVisits($unionId: ID, $filter: VisitFilter, $orderBy: VisitOrderBy, $first: Int) {
    visits(unionId: $unionId, filter: $filter, orderBy: $orderBy, first: $first) {
      totalCount
      isFloor
      edges {
        node {
          ...WaitingVisit
        }
      }
    }
  }
`)

/** How the nightly backups stand. */
export const BackupStateDocument = graphql(`
  query BackupState {
    backupState {
      lastAt
      problem
      goodAt
      isLate
    }
  }
`)

/** How much of the register waits to be looked at: cells of imported lists to be checked, and likely doubles. */
export const RegisterTasksDocument = graphql(`
  query RegisterTasks {
    cellTexts(isDoubtful: true, first: 1) {
      totalCount
      isFloor
    }
    doubles(first: 1) {
      totalCount
      isFloor
    }
  }
`)
