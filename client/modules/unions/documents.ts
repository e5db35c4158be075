import { graphql } from '#client/graph/graphql.ts'

/** Other names of the union. */
export const UpdateUnionDocument = graphql(`
  mutation UpdateUnion($input: UpdateUnionInput!) {
    updateUnion(input: $input) {
      union {
        id
        name
        shortName
        districtName
      }
    }
  }
`)
