import { graphql } from '#client/graph/graphql.ts'

/** The documents that the union makes known. */
export const PolicyDocumentsDocument = graphql(`
  query PolicyDocuments {
    policyDocuments {
      id
      position
      title
      issuer
    }
  }
`)
