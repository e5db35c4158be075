import { graphql } from '#client/graph/graphql.ts'

/** A list as a file, by a link. */
export const ExportListDocument = graphql(`
  query ExportList($unionId: ID, $list: ExportedList!, $format: FileFormat!, $filter: ExportFilter
    $rosterId: ID, $rosterKind: RosterKind, $phonesFor: String) {
    exportList(unionId: $unionId, list: $list, format: $format, filter: $filter, rosterId: $rosterId, rosterKind: $rosterKind, phonesFor: $phonesFor) {
      url
      fileName
    }
  }
`)
