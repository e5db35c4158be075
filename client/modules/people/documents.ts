import { graphql } from '#client/graph/graphql.ts'

/** A line of the list of accounts. */
export const AccountRowFields = graphql(`
  fragment AccountRow on Account {
    id
    username
    displayName
    role
    rank
    isHead
    member {
      id
      name
      duties
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
    zone {
      id
      name
    }
    disabledAt
    createdAt
  }
`)

/** A line of the list of tokens. */
export const TokenRowFields = graphql(`
  fragment TokenRow on Token {
    id
    name
    scopes
    account {
      id
      displayName
    }
    createdAt
    usedAt
    expiresAt
    endedAt
  }
`)

/** The accounts of the union. */
export const AccountsDocument = graphql(`
  query Accounts($search: String, $orderBy: AccountOrderBy
    $first: Int, $after: String, $last: Int, $before: String) {
    accounts(search: $search, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      orders
      isFloor
      pageInfo {
        ...PageTurns
      }
      edges {
        node {
          ...AccountRow
        }
      }
    }
  }
`)

/** The integrators' tokens. */
export const TokensDocument = graphql(`
  query Tokens($search: String, $orderBy: TokenOrderBy
    $first: Int, $after: String, $last: Int, $before: String) {
    tokens(search: $search, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      orders
      isFloor
      pageInfo {
        ...PageTurns
      }
      edges {
        node {
          ...TokenRow
        }
      }
    }
  }
`)

/** A new account. */
export const CreateAccountDocument = graphql(`
  mutation CreateAccount($input: CreateAccountInput!) {
    createAccount(input: $input) {
      account {
        ...AccountRow
      }
    }
  }
`)

/** An account under another name, rank or member. */
export const UpdateAccountDocument = graphql(`
  mutation UpdateAccount($input: UpdateAccountInput!) {
    updateAccount(input: $input) {
      account {
        ...AccountRow
      }
    }
  }
`)

/** Nobody gets in by it any more. */
export const DisableAccountDocument = graphql(`
  mutation DisableAccount($input: DisableAccountInput!) {
    disableAccount(input: $input) {
      account {
        ...AccountRow
      }
    }
  }
`)

/** It may sign in again. */
export const EnableAccountDocument = graphql(`
  mutation EnableAccount($input: EnableAccountInput!) {
    enableAccount(input: $input) {
      account {
        ...AccountRow
      }
    }
  }
`)

/** Whoever has to wait after failed attempts need not any more. */
export const LiftLockoutDocument = graphql(`
  mutation LiftLockout($input: LiftLockoutInput!) {
    liftLockout(input: $input) {
      account {
        id
        signInAttempts {
          failures
          pausedUntil
        }
      }
    }
  }
`)

/** A new password. */
export const SetPasswordDocument = graphql(`
  mutation SetPassword($input: SetPasswordInput!) {
    setPassword(input: $input) {
      account {
        ...AccountRow
      }
    }
  }
`)

/** A token, whose secret is shown once. */
export const CreateTokenDocument = graphql(`
  mutation CreateToken($input: CreateTokenInput!) {
    createToken(input: $input) {
      secret
      token {
        ...TokenRow
      }
    }
  }
`)

/** The token opens nothing any more. */
export const RevokeTokenDocument = graphql(`
  mutation RevokeToken($input: RevokeTokenInput!) {
    revokeToken(input: $input) {
      token {
        ...TokenRow
      }
    }
  }
`)

/** A one-use link for a wall. */
export const CreateWallPairingDocument = graphql(`
  mutation CreateWallPairing($input: CreateWallPairingInput!) {
    createWallPairing(input: $input) {
      link
    }
  }
`)
