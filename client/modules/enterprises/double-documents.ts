import { graphql } from '#client/graph/graphql.ts'
import './documents.ts'

/** The enterprises of the register that one which is entered or edited is likely to be. */
export const LikelyDoublesDocument = graphql(`
  query LikelyDoubles($name: String!, $creditCode: String, $address: String, $phones: [String!], $enterpriseId: ID) {
    likelyDoubles(name: $name, creditCode: $creditCode, address: $address, phones: $phones, enterpriseId: $enterpriseId) {
      reasons
      enterprise {
        id
        name
        creditCode
        address
      }
    }
  }
`)

/** An enterprise as it is compared with its likely double. */
export const ComparedFields = graphql(`
  fragment Compared on Enterprise {
    ...EnterpriseRow
    contacts {
      id
      kind
      name
      phone
    }
  }
`)

/** The enterprises of the register that are likely to be one another. */
export const DoublesDocument = graphql(`
  query Doubles($isDismissed: Boolean, $first: Int, $after: String, $last: Int, $before: String) {
    doubles(isDismissed: $isDismissed, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      isFloor
      pageInfo {
        ...PageTurns
      }
      edges {
        node {
          reasons
          dismissedAt
          newer {
            ...Compared
          }
          older {
            ...Compared
          }
        }
      }
    }
  }
`)

/** An enterprise with the entries that were merged into it, or the one that it was merged into. */
export const MergedFields = graphql(`
  fragment Merged on Enterprise {
    ...EnterpriseRow
    mergedInto {
      id
      name
    }
    doubles {
      id
      name
      creditCode
      address
      reason
    }
  }
`)

/** Merges an entry of the register into the enterprise that it is as well. */
export const MergeEnterpriseDocument = graphql(`
  mutation MergeEnterprise($input: MergeEnterpriseInput!) {
    mergeEnterprise(input: $input) {
      enterprise {
        ...Merged
      }
    }
  }
`)

/** Takes two merged entries of the register apart again. */
export const SeparateEnterpriseDocument = graphql(`
  mutation SeparateEnterprise($input: SeparateEnterpriseInput!) {
    separateEnterprise(input: $input) {
      enterprise {
        ...Merged
      }
      issuesAcross {
        id
      }
    }
  }
`)

/** Says of two enterprises that look like one that they are two. */
export const DismissDoubleDocument = graphql(`
  mutation DismissDouble($input: DismissDoubleInput!) {
    dismissDouble(input: $input) {
      enterprise {
        id
      }
    }
  }
`)

/** Takes that back. */
export const RecallDoubleDocument = graphql(`
  mutation RecallDouble($input: RecallDoubleInput!) {
    recallDouble(input: $input) {
      enterprise {
        id
      }
    }
  }
`)
