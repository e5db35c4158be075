import { graphql } from './graphql.ts'

/** The account that is signed in, and to which union, squad, agency or enterprise it belongs. */
export const ViewerDocument = graphql(`
  query Viewer {
    viewer {
      id
      username
      displayName
      role
      rank
      union {
        id
        name
        shortName
        districtName
        asksPapers
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

/** What the buttons to the next and previous page of a list need. */
export const PageTurnsFields = graphql(`
  fragment PageTurns on PageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
`)

/** What the sentence of an event is made of. */
export const EventSentenceFields = graphql(`
  fragment EventSentence on BoardEvent {
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
    issue {
      id
      kind
      title
    }
    agency {
      id
      name
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

/** One phone number in full. */
export const RevealPhoneDocument = graphql(`
  mutation RevealPhone($input: RevealPhoneInput!) {
    revealPhone(input: $input) {
      phone
    }
  }
`)
