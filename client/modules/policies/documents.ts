import { graphql } from '#codegen/graph/gql.ts'

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
