import { graphql } from '#client/graph/graphql.ts'

/** A squad with its members and zones. */
export const SquadWholeFields = graphql(`
  fragment SquadWhole on Squad {
    id
    number
    cadreName
    cadreTitle
    phone
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
  query Squads($unionId: ID) {
    squads(unionId: $unionId) {
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
      squad {
        ...SquadWhole
      }
    }
  }
`)
