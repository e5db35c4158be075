import { graphql } from './graphql.ts'

/** Who is signed in. */
export const ViewerDocument = graphql(`
  query Viewer {
    viewer {
      id
      username
      displayName
      role
      union {
        id
        name
        zones {
          id
          name
        }
      }
      squad {
        id
        number
      }
      agency {
        id
        name
      }
      enterprise {
        id
        name
      }
    }
  }
`)

/** Ends the session. */
export const SignOutDocument = graphql(`
  mutation SignOut {
    signOut {
      signedOut
    }
  }
`)

/** Where a page of a list begins and ends. */
export const PageTurnsFields = graphql(`
  fragment PageTurns on PageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
`)
