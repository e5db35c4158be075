import { graphql } from '#client/graph/graphql.ts'

/** A line of the list of documents. */
export const PolicyDocumentRowFields = graphql(`
  fragment PolicyDocumentRow on PolicyDocument {
    id
    position
    title
    issuer
    retiredAt
  }
`)

/** The documents that the union makes known: those in use, or those that are retired. */
export const PolicyDocumentsDocument = graphql(`
  query PolicyDocuments($unionId: ID, $retired: Boolean) {
    policyDocuments(unionId: $unionId, retired: $retired) {
      ...PolicyDocumentRow
    }
  }
`)

/** A document more. */
export const CreatePolicyDocumentDocument = graphql(`
  mutation CreatePolicyDocument($input: CreatePolicyDocumentInput!) {
    createPolicyDocument(input: $input) {
      document {
        ...PolicyDocumentRow
      }
    }
  }
`)

/** A document whose title or issuer was put right. */
export const UpdatePolicyDocumentDocument = graphql(`
  mutation UpdatePolicyDocument($input: UpdatePolicyDocumentInput!) {
    updatePolicyDocument(input: $input) {
      document {
        ...PolicyDocumentRow
      }
    }
  }
`)

/** A document that enterprises are not told about any more. */
export const RetirePolicyDocumentDocument = graphql(`
  mutation RetirePolicyDocument($input: RetirePolicyDocumentInput!) {
    retirePolicyDocument(input: $input) {
      document {
        id
        retiredAt
      }
    }
  }
`)

/** A document that is in use again. */
export const RestorePolicyDocumentDocument = graphql(`
  mutation RestorePolicyDocument($input: RestorePolicyDocumentInput!) {
    restorePolicyDocument(input: $input) {
      document {
        id
        retiredAt
      }
    }
  }
`)
