import { graphql } from '#client/graph/graphql.ts'

/** A zone as its form and its list show it. */
export const ZoneRowFields = graphql(`
  fragment ZoneRow on Zone {
    id
    name
    position
    cadreName
    cadreTitle
    cadrePhone
    retiredAt
  }
`)

/** The zones in their order, with what their enterprises add up to. */
export const ZonesDocument = graphql(`
  query Zones($unionId: ID, $retired: Boolean) {
    zones(unionId: $unionId, retired: $retired) {
      ...ZoneRow
      sums {
        enterprises
        listed
        visited
        openIssues
        resumed
      }
    }
  }
`)

/** A zone after the others. */
export const CreateZoneDocument = graphql(`
  mutation CreateZone($input: CreateZoneInput!) {
    createZone(input: $input) {
      zone {
        ...ZoneRow
      }
    }
  }
`)

/** Another name, cadre or place. */
export const UpdateZoneDocument = graphql(`
  mutation UpdateZone($input: UpdateZoneInput!) {
    updateZone(input: $input) {
      disabledAccounts {
        id
        displayName
        disabledAt
      }
      zone {
        ...ZoneRow
      }
    }
  }
`)

/** The zone is no longer used. */
export const RetireZoneDocument = graphql(`
  mutation RetireZone($input: RetireZoneInput!) {
    retireZone(input: $input) {
      disabledAccounts {
        id
        displayName
        disabledAt
      }
      zone {
        ...ZoneRow
      }
    }
  }
`)

/** The zone is used again. */
export const RestoreZoneDocument = graphql(`
  mutation RestoreZone($input: RestoreZoneInput!) {
    restoreZone(input: $input) {
      zone {
        ...ZoneRow
      }
    }
  }
`)

/** The zone that the cadre who is signed in leads, with what its enterprises add up to. */
export const OwnZoneDocument = graphql(`
  query OwnZone {
    viewer {
      id
      zone {
        id
        name
        sums {
          enterprises
          listed
          visited
          openIssues
          resumed
        }
      }
    }
  }
`)
