import { graphql } from '#client/graph/graphql.ts'

/** The texts of cells that are kept beside what was read of them. */
export const CellTextsDocument = graphql(`
  query CellTexts($isDoubtful: Boolean, $orderBy: CellTextOrderBy, $first: Int, $after: String, $last: Int, $before: String) {
    cellTexts(isDoubtful: $isDoubtful, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      orders
      isFloor
      pageInfo {
        ...PageTurns
      }
      edges {
        node {
          id
          subjectType
          subjectId
          name
          sheet
          row
          column
          header
          text
          isDoubtful
        }
      }
    }
  }
`)

/** The texts that imported lists have of one enterprise. */
export const EnterpriseTextsDocument = graphql(`
  query EnterpriseTexts($enterpriseId: ID!, $first: Int!) {
    cellTexts(enterpriseId: $enterpriseId, first: $first) {
      edges {
        node {
          id
          header
          text
          isDoubtful
        }
      }
    }
  }
`)

/** The contacts of an enterprise, of which a checked cell may change one. */
export const CheckedContactsDocument = graphql(`
  query CheckedContacts($id: ID!) {
    enterprise(id: $id) {
      id
      contacts {
        id
        kind
        name
        phone
      }
    }
  }
`)

/** Says that a cell which could not be read is checked. */
export const CheckCellTextDocument = graphql(`
  mutation CheckCellText($input: CheckCellTextInput!) {
    checkCellText(input: $input) {
      cellText {
        id
        isDoubtful
      }
    }
  }
`)
