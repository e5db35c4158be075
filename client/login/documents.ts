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

/** Whose system this is. */
export const HostNamesDocument = graphql(`
  query HostNames {
    hostNames
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
