import { graphql } from '#client/graph/graphql.ts'

/** The documents that the union makes known. */
export const PolicyDocumentsDocument = graphql(`
  query PolicyDocuments($unionId: ID) {
    policyDocuments(unionId: $unionId) {
      id
      position
      title
      issuer
    }
  }
`)
