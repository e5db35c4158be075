import { graphql } from '#client/graph/graphql.ts'

/** A saved view: a list’s filters, order and columns under a name. */
export const ViewFields = graphql(`
  fragment SavedView on View {
    id
    name
    address
    isShared
    owner {
      id
      displayName
    }
  }
`)

/** The views of a list: one’s own and those that are shared. */
export const ViewsDocument = graphql(`
  query Views($unionId: ID, $list: ViewList!) {
    views(unionId: $unionId, list: $list) {
      ...SavedView
    }
  }
`)

/** Saves a view, or changes one of one’s own. */
export const SaveViewDocument = graphql(`
  mutation SaveView($input: SaveViewInput!) {
    saveView(input: $input) {
      view {
        ...SavedView
      }
    }
  }
`)

/** Deletes a view. */
export const DeleteViewDocument = graphql(`
  mutation DeleteView($input: DeleteViewInput!) {
    deleteView(input: $input) {
      viewId
    }
  }
`)
