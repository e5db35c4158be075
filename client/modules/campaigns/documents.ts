import { graphql } from '#client/graph/graphql.ts'

/** The campaign that is on, with its hundred. */
export const CampaignDocument = graphql(`
  query Campaign($unionId: ID) {
    campaign(unionId: $unionId) {
      id
      title
      plan
      target
      startsOn
      endsOn
      entries {
        id
        position
        enterprise {
          ...EnterpriseRow
        }
      }
    }
  }
`)

/** Another enterprise for a place. */
export const SwapCampaignEnterpriseDocument = graphql(`
  mutation SwapCampaignEnterprise($input: SwapCampaignEnterpriseInput!) {
    swapCampaignEnterprise(input: $input) {
      campaign {
        id
        entries {
          id
          position
          enterprise {
            ...EnterpriseRow
          }
        }
      }
    }
  }
`)

/** An enterprise for the first free place. */
export const AddCampaignEnterpriseDocument = graphql(`
  mutation AddCampaignEnterprise($input: AddCampaignEnterpriseInput!) {
    addCampaignEnterprise(input: $input) {
      campaign {
        id
        entries {
          id
          position
          enterprise {
            ...EnterpriseRow
          }
        }
      }
    }
  }
`)
