import { graphql } from '#client/graph/graphql.ts'

/** Whose account it is, and whether its password has to be changed before anything else. */
export const OwnAccountDocument = graphql(`
  query OwnAccount {
    viewer {
      id
      username
      displayName
      role
      mustChangePassword
    }
  }
`)

/** Where else somebody is signed in to the account. */
export const OwnSessionsDocument = graphql(`
  query OwnSessions {
    viewer {
      id
      sessions {
        id
        kind
        device
        address
        createdAt
        usedAt
        isCurrent
      }
    }
  }
`)

/** The old password for a new one. */
export const ChangePasswordDocument = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      viewer {
        id
        mustChangePassword
      }
    }
  }
`)

/** Signed out elsewhere. */
export const EndOwnSessionsDocument = graphql(`
  mutation EndOwnSessions($input: EndOwnSessionsInput!) {
    endOwnSessions(input: $input) {
      viewer {
        id
        sessions {
          id
        }
      }
    }
  }
`)
