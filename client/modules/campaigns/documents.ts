import { graphql } from '#client/graph/graphql.ts'

/** A campaign with its list and its figures. */
export const CampaignWhole = graphql(`
  fragment CampaignWhole on Campaign {
    id
    title
    plan
    leadName
    leadTitle
    state
    target
    startsOn
    endsOn
    closedAt
    closedSeq
    figures {
      id
      visited
      visitedOutside
    }
    closings {
      id
      at
      seq
      reopenedAt
      reopenReason
      figures {
        id
        target
        listed
        visited
        visitedOutside
      }
      event {
        seq
        actor {
          id
          displayName
          rank
        }
      }
    }
    entries {
      id
      position
      closedProgress
      enterprise {
        ...EnterpriseRow
      }
    }
  }
`)

/** The campaign with this id, or the active one. */
export const CampaignDocument = graphql(`
  query Campaign($unionId: ID, $campaignId: ID) {
    campaign(unionId: $unionId, id: $campaignId) {
      ...CampaignWhole
    }
  }
`)

/** All campaigns of the union. */
export const CampaignsDocument = graphql(`
  query Campaigns($unionId: ID) {
    campaigns(unionId: $unionId) {
      id
      title
      state
      startsOn
      endsOn
    }
  }
`)

/** A new campaign. */
export const CreateCampaignDocument = graphql(`
  mutation CreateCampaign($input: CreateCampaignInput!) {
    createCampaign(input: $input) {
      campaign {
        ...CampaignWhole
      }
    }
  }
`)

/** Another title, plan, lead or period. */
export const UpdateCampaignDocument = graphql(`
  mutation UpdateCampaign($input: UpdateCampaignInput!) {
    updateCampaign(input: $input) {
      campaign {
        ...CampaignWhole
      }
    }
  }
`)

/** Another number of enterprises to visit. */
export const SetTargetDocument = graphql(`
  mutation SetTarget($input: SetTargetInput!) {
    setTarget(input: $input) {
      campaign {
        ...CampaignWhole
      }
    }
  }
`)

/** A prepared campaign begins. */
export const BeginCampaignDocument = graphql(`
  mutation BeginCampaign($input: BeginCampaignInput!) {
    beginCampaign(input: $input) {
      campaign {
        ...CampaignWhole
      }
    }
  }
`)

/** A prepared campaign is given up. */
export const DiscardCampaignDocument = graphql(`
  mutation DiscardCampaign($input: DiscardCampaignInput!) {
    discardCampaign(input: $input) {
      campaign {
        ...CampaignWhole
      }
    }
  }
`)

/** The active campaign is over. */
export const CloseCampaignDocument = graphql(`
  mutation CloseCampaign($input: CloseCampaignInput!) {
    closeCampaign(input: $input) {
      campaign {
        ...CampaignWhole
      }
    }
  }
`)

/** A closed campaign goes on. */
export const ReopenCampaignDocument = graphql(`
  mutation ReopenCampaign($input: ReopenCampaignInput!) {
    reopenCampaign(input: $input) {
      campaign {
        ...CampaignWhole
      }
    }
  }
`)

/** Another enterprise for a place. */
export const SwapCampaignEnterpriseDocument = graphql(`
  mutation SwapCampaignEnterprise($input: SwapCampaignEnterpriseInput!) {
    swapCampaignEnterprise(input: $input) {
      campaign {
        ...CampaignWhole
      }
    }
  }
`)

/** An enterprise for the first free place. */
export const AddCampaignEnterpriseDocument = graphql(`
  mutation AddCampaignEnterprise($input: AddCampaignEnterpriseInput!) {
    addCampaignEnterprise(input: $input) {
      campaign {
        ...CampaignWhole
      }
    }
  }
`)

/** An enterprise is taken off the list. */
export const RemoveCampaignEnterpriseDocument = graphql(`
  mutation RemoveCampaignEnterprise($input: RemoveCampaignEnterpriseInput!) {
    removeCampaignEnterprise(input: $input) {
      campaign {
        ...CampaignWhole
      }
    }
  }
`)
