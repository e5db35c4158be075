import { graphql } from '#client/graph/graphql.ts'

/** An agency as its form and its list show it. */
export const AgencyRowFields = graphql(`
  fragment AgencyRow on Agency {
    id
    kind
    name
    aliases
    phone
    retiredAt
    zones {
      id
      name
    }
    officers {
      id
      displayName
    }
  }
`)

/** The agencies that work along, with whom and where. */
export const AgencyListDocument = graphql(`
  query AgencyList($unionId: ID, $retired: Boolean) {
    agencies(unionId: $unionId, retired: $retired) {
      ...AgencyRow
    }
  }
`)

/** A further agency. */
export const CreateAgencyDocument = graphql(`
  mutation CreateAgency($input: CreateAgencyInput!) {
    createAgency(input: $input) {
      agency {
        ...AgencyRow
      }
    }
  }
`)

/** Other names, another kind, phone or other zones. */
export const UpdateAgencyDocument = graphql(`
  mutation UpdateAgency($input: UpdateAgencyInput!) {
    updateAgency(input: $input) {
      agency {
        ...AgencyRow
      }
    }
  }
`)

/** The agency is no longer used. */
export const RetireAgencyDocument = graphql(`
  mutation RetireAgency($input: RetireAgencyInput!) {
    retireAgency(input: $input) {
      disabledAccounts {
        id
        displayName
        disabledAt
      }
      agency {
        ...AgencyRow
      }
    }
  }
`)

/** The agency is used again. */
export const RestoreAgencyDocument = graphql(`
  mutation RestoreAgency($input: RestoreAgencyInput!) {
    restoreAgency(input: $input) {
      agency {
        ...AgencyRow
      }
    }
  }
`)
