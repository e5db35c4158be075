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
