import { graphql } from '#codegen/graph/gql.ts'

/** A list as a file, by a link. */
export const ExportListDocument = graphql(`
  query ExportList($list: ExportedList!, $format: FileFormat!, $rosterId: ID) {
    exportList(list: $list, format: $format, rosterId: $rosterId) {
      url
      fileName
    }
  }
`)
