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

/** The unions of a district. */
export const SubdistrictsDocument = graphql(`
  query Subdistricts {
    unions {
      id
      name
      shortName
      districtName
      asksPapers
      zones {
        id
        name
      }
    }
  }
`)

/** A further union of the district, with its first account. */
export const CreateSubdistrictDocument = graphql(`
  mutation CreateSubdistrict($input: CreateSubdistrictInput!) {
    createSubdistrict(input: $input) {
      union {
        id
        name
      }
      address
      expiresAt
    }
  }
`)

/** In which unions of the district somebody can sign in. */
export const UnionsInUseDocument = graphql(`
  query UnionsInUse {
    unions {
      id
      isInUse
    }
  }
`)

/** A further link by which the chair of a union sets the password. */
export const CreateChairLinkDocument = graphql(`
  mutation CreateChairLink($input: CreateChairLinkInput!) {
    createChairLink(input: $input) {
      displayName
      username
      address
      expiresAt
    }
  }
`)
