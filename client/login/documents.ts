import { graphql } from '#client/graph/graphql.ts'

/** A name and a password for a session. */
export const SignInDocument = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      viewer {
        id
        role
      }
    }
  }
`)

/** Whose system this is, and whether it has an account yet. */
export const HostNamesDocument = graphql(`
  query HostNames {
    hostNames
    setUpState
  }
`)

/** Whether the first account is still to be made, and whether this link can. */
export const SetUpStateDocument = graphql(`
  query SetUpState($secret: String) {
    setUpState(secret: $secret)
  }
`)

/** The first union and its first account for a session. */
export const SetUpUnionDocument = graphql(`
  mutation SetUpUnion($input: SetUpUnionInput!) {
    setUpUnion(input: $input) {
      viewer {
        id
        role
      }
    }
  }
`)

/** Whose personal link it is. */
export const ShowLinkDocument = graphql(`
  mutation ShowLink($input: ShowLinkInput!) {
    showLink(input: $input) {
      purpose
      state
      displayName
      unionName
      username
      expiresAt
    }
  }
`)

/** A session for a personal link. */
export const OpenLinkDocument = graphql(`
  mutation OpenLink($input: OpenLinkInput!) {
    openLink(input: $input) {
      viewer {
        id
        role
      }
    }
  }
`)
