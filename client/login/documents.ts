import { graphql } from '#client/graph/graphql.ts'

/** A name and a password for a session. */
export const SignInDocument = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      viewer {
        id
        role
        mustChangePassword
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

/** An issue as it is shown by a link for it. */
export const LinkedIssueFields = graphql(`
  fragment LinkedIssueShown on LinkedIssue {
    no
    title
    category
    isEmergency
    evidence
    openedAt
    dueAt
    state
    partState
    enterpriseName
    enterpriseAddress
    contactName
    contactPhone
    leadName
    unionName
    isForAgency
    actorName
    isNamed
    acts
    words {
      kind
      text
      at
    }
    photos
    agencies {
      id
      name
    }
    expiresAt
  }
`)

/** The issue of a link. */
export const OpenIssueLinkDocument = graphql(`
  mutation OpenIssueLink($input: OpenIssueLinkInput!) {
    openIssueLink(input: $input) {
      ...LinkedIssueShown
    }
  }
`)

/** What is done by a link for an issue. */
export const ActByIssueLinkDocument = graphql(`
  mutation ActByIssueLink($input: ActByIssueLinkInput!) {
    actByIssueLink(input: $input) {
      clientId
      issue {
        ...LinkedIssueShown
      }
    }
  }
`)
