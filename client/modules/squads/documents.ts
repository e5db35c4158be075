import { graphql } from '#client/graph/graphql.ts'

/** A squad with its members and zones. */
export const SquadWholeFields = graphql(`
  fragment SquadWhole on Squad {
    id
    number
    cadreName
    cadreTitle
    phone
    retiredAt
    zones {
      id
      name
    }
    members {
      id
      name
      duties
      phone
      agency {
        id
        name
      }
    }
  }
`)

/** The squads, by number. */
export const SquadsDocument = graphql(`
  query Squads($unionId: ID, $retired: Boolean) {
    squads(unionId: $unionId, retired: $retired) {
      ...SquadWhole
    }
  }
`)

/** The squads to choose from. */
export const SquadChoicesDocument = graphql(`
  query SquadChoices($unionId: ID) {
    squads(unionId: $unionId) {
      id
      number
      cadreName
    }
  }
`)

/** The agencies that work along. */
export const AgenciesDocument = graphql(`
  query Agencies($unionId: ID) {
    agencies(unionId: $unionId) {
      id
      name
    }
  }
`)

/** Another cadre, phone, or other zones. */
export const UpdateSquadDocument = graphql(`
  mutation UpdateSquad($input: UpdateSquadInput!) {
    updateSquad(input: $input) {
      squad {
        ...SquadWhole
      }
    }
  }
`)

/** A squad's members, whole. */
export const SetSquadMembersDocument = graphql(`
  mutation SetSquadMembers($input: SetSquadMembersInput!) {
    setSquadMembers(input: $input) {
      disabledAccounts {
        id
        displayName
        disabledAt
      }
      squad {
        ...SquadWhole
      }
    }
  }
`)

/** A further squad. */
export const CreateSquadDocument = graphql(`
  mutation CreateSquad($input: CreateSquadInput!) {
    createSquad(input: $input) {
      squad {
        ...SquadWhole
      }
    }
  }
`)

/** The squad is no longer used. */
export const RetireSquadDocument = graphql(`
  mutation RetireSquad($input: RetireSquadInput!) {
    retireSquad(input: $input) {
      disabledAccounts {
        id
        displayName
        disabledAt
      }
      squad {
        ...SquadWhole
      }
    }
  }
`)

/** The squad is used again. */
export const RestoreSquadDocument = graphql(`
  mutation RestoreSquad($input: RestoreSquadInput!) {
    restoreSquad(input: $input) {
      squad {
        ...SquadWhole
      }
    }
  }
`)
