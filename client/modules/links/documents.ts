import { graphql } from '#client/graph/graphql.ts'

/** A line of the list of personal links. */
export const LinkRowFields = graphql(`
  fragment LinkRow on PersonalLink {
    id
    purpose
    state
    account {
      id
      displayName
      username
      rank
    }
    createdBy {
      id
      displayName
    }
    createdAt
    expiresAt
    usedAt
    openings {
      at
      device
    }
  }
`)

/** The personal links of the union. */
export const LinksDocument = graphql(`
  query Links($state: LinkState, $purpose: LinkPurpose, $accountId: ID, $orderBy: PersonalLinkOrderBy
    $first: Int, $after: String, $last: Int, $before: String) {
    personalLinks(state: $state, purpose: $purpose, accountId: $accountId, orderBy: $orderBy
      first: $first, after: $after, last: $last, before: $before) {
      totalCount
      orders
      isFloor
      pageInfo {
        ...PageTurns
      }
      edges {
        node {
          ...LinkRow
        }
      }
    }
  }
`)

/** Links for many people, whose addresses are shown once. */
export const CreateLinksDocument = graphql(`
  mutation CreateLinks($input: CreateLinksInput!) {
    createLinks(input: $input) {
      addresses
      disabled {
        id
        displayName
        username
      }
      retired {
        id
        displayName
        username
      }
      links {
        id
        purpose
        expiresAt
        account {
          id
          displayName
          username
        }
      }
    }
  }
`)

/** A link by which an agency or the enterprise acts on an issue. Its address is shown once. */
export const CreateIssueLinkDocument = graphql(`
  mutation CreateIssueLink($input: CreateIssueLinkInput!) {
    createIssueLink(input: $input) {
      address
      expiresAt
    }
  }
`)

/** The links by which an issue is acted on, and how often each was opened. */
export const IssueLinksDocument = graphql(`
  query IssueLinks($issueId: ID!) {
    personalLinks(issueId: $issueId, first: 20) {
      edges {
        node {
          ...LinkRow
          openingCount
        }
      }
    }
  }
`)

/** A link that opens nothing any more. */
export const RevokeLinkDocument = graphql(`
  mutation RevokeLink($input: RevokeLinkInput!) {
    revokeLink(input: $input) {
      link {
        ...LinkRow
      }
    }
  }
`)

/** The enterprises by their ids and names, a page. */
export const EnterprisesToLinkDocument = graphql(`
  query EnterprisesToLink($unionId: ID, $after: String) {
    enterprises(unionId: $unionId, first: 100, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          name
        }
      }
    }
  }
`)
