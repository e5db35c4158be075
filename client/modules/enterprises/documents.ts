import { graphql } from '#client/graph/graphql.ts'

/** A line of the register. */
export const EnterpriseRowFields = graphql(`
  fragment EnterpriseRow on Enterprise {
    id
    name
    creditCode
    address
    industry
    headcount
    zone {
      id
      name
    }
    resumption
    resumptionOn
    progress
    progressStep
    openIssues
    position
    retiredAt
  }
`)

/** An enterprise with its contacts and the way it resumed. */
export const EnterpriseWholeFields = graphql(`
  fragment EnterpriseWhole on Enterprise {
    ...EnterpriseRow
    contacts {
      id
      kind
      name
      phone
    }
    resumptionChanges(first: 100) {
      edges {
        node {
          id
          from
          to
          on
          basis
          source
          at
          neverHappened
          corrections {
            id
            reason
            to
            on
          }
        }
      }
    }
    resumptionPapers {
      id
      kind
      on
    }
    updatedAt
  }
`)

/** The register, searched and narrowed. */
export const EnterprisesDocument = graphql(`
  query Enterprises(
    $ofAll: Boolean = false, $unionId: ID, $search: String
    $filter: EnterpriseFilter
    $orderBy: EnterpriseOrderBy
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    enterprises(unionId: $unionId, search: $search, filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      orders
      isFloor
      pageInfo {
        ...PageTurns
      }
      edges {
        node {
          ...EnterpriseRow
          union @include(if: $ofAll) {
            id
            name
            shortName
          }
        }
      }
    }
  }
`)

/** A few enterprises to choose from. */
export const EnterpriseChoicesDocument = graphql(`
  query EnterpriseChoices($unionId: ID, $search: String) {
    enterprises(unionId: $unionId, search: $search, first: 8) {
      totalCount
      isFloor
      edges {
        node {
          id
          name
          creditCode
        }
      }
    }
  }
`)

/** An enterprise more. */
export const CreateEnterpriseDocument = graphql(`
  mutation CreateEnterprise($input: CreateEnterpriseInput!) {
    createEnterprise(input: $input) {
      enterprise {
        ...EnterpriseWhole
      }
    }
  }
`)

/** Corrects the register. */
export const UpdateEnterpriseDocument = graphql(`
  mutation UpdateEnterprise($input: UpdateEnterpriseInput!) {
    updateEnterprise(input: $input) {
      enterprise {
        ...EnterpriseWhole
      }
    }
  }
`)

/** Sets how far enterprises have resumed. */
export const SetResumptionDocument = graphql(`
  mutation SetResumption($input: SetResumptionInput!) {
    setResumption(input: $input) {
      enterprises {
        ...EnterpriseRow
      }
    }
  }
`)

/** Puts a wrong change of resumption right. */
export const CorrectResumptionDocument = graphql(`
  mutation CorrectResumption($input: CorrectResumptionInput!) {
    correctResumption(input: $input) {
      enterprise {
        ...EnterpriseWhole
      }
    }
  }
`)

/** Records which papers of its resumption an enterprise has handed in. */
export const RecordPapersDocument = graphql(`
  mutation RecordPapers($input: RecordPapersInput!) {
    recordPapers(input: $input) {
      enterprise {
        ...EnterpriseWhole
      }
    }
  }
`)

/** Takes an enterprise out of the register. */
export const RetireEnterpriseDocument = graphql(`
  mutation RetireEnterprise($input: RetireEnterpriseInput!) {
    retireEnterprise(input: $input) {
      enterprise {
        ...EnterpriseRow
      }
      disabledAccounts {
        id
        displayName
        disabledAt
      }
    }
  }
`)

/** Puts a retired enterprise into the register again. */
export const RestoreEnterpriseDocument = graphql(`
  mutation RestoreEnterprise($input: RestoreEnterpriseInput!) {
    restoreEnterprise(input: $input) {
      enterprise {
        ...EnterpriseRow
      }
    }
  }
`)

/** Says whether the union asks for the papers of a resumption. */
export const AskPapersDocument = graphql(`
  mutation AskPapers($input: AskPapersInput!) {
    askPapers(input: $input) {
      union {
        id
        asksPapers
      }
    }
  }
`)
