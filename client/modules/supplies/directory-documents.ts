import { graphql } from '#client/graph/graphql.ts'

/** A supplier with how much of each item it can deliver a day. */
export const SupplierRowFields = graphql(`
  fragment SupplierRow on Supplier {
    id
    name
    contact
    phone
    retiredAt
    items {
      id
      capacity
      item {
        ...SupplyItemFields
      }
    }
  }
`)

/** The directory of suppliers. */
export const SuppliersDocument = graphql(`
  query Suppliers($ofAll: Boolean = false, $unionId: ID, $search: String, $itemId: ID, $retired: Boolean, $orderBy: SupplierOrderBy
    $first: Int, $after: String, $last: Int, $before: String) {
    suppliers(unionId: $unionId, search: $search, itemId: $itemId, retired: $retired, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      orders
      isFloor
      pageInfo {
        ...PageTurns
      }
      edges {
        node {
          ...SupplierRow
          union @include(if: $ofAll) {
            id
            name
            shortName
          }
        }
      }
    }
  }
`)

/** The items of the page on which they are made and changed: those in use, or those that are retired. */
export const ItemListDocument = graphql(`
  query ItemList($unionId: ID, $retired: Boolean) {
    supplyItems(unionId: $unionId, retired: $retired) {
      ...SupplyItemFields
      retiredAt
    }
  }
`)

/** An item more. */
export const CreateSupplyItemDocument = graphql(`
  mutation CreateSupplyItem($input: CreateSupplyItemInput!) {
    createSupplyItem(input: $input) {
      supplyItem {
        ...SupplyItemFields
      }
    }
  }
`)

/** An item with other names, or counted in another unit. */
export const UpdateSupplyItemDocument = graphql(`
  mutation UpdateSupplyItem($input: UpdateSupplyItemInput!) {
    updateSupplyItem(input: $input) {
      supplyItem {
        ...SupplyItemFields
      }
    }
  }
`)

/** An item that is not offered any more. */
export const RetireSupplyItemDocument = graphql(`
  mutation RetireSupplyItem($input: RetireSupplyItemInput!) {
    retireSupplyItem(input: $input) {
      supplyItem {
        id
        retiredAt
      }
    }
  }
`)

/** An item that is offered again. */
export const RestoreSupplyItemDocument = graphql(`
  mutation RestoreSupplyItem($input: RestoreSupplyItemInput!) {
    restoreSupplyItem(input: $input) {
      supplyItem {
        id
        retiredAt
      }
    }
  }
`)

/** A supplier of which something else is said. */
export const UpdateSupplierDocument = graphql(`
  mutation UpdateSupplier($input: UpdateSupplierInput!) {
    updateSupplier(input: $input) {
      supplier {
        ...SupplierRow
      }
    }
  }
`)

/** A supplier from which nothing more is ordered. */
export const RetireSupplierDocument = graphql(`
  mutation RetireSupplier($input: RetireSupplierInput!) {
    retireSupplier(input: $input) {
      supplier {
        id
        retiredAt
      }
    }
  }
`)

/** A supplier that is in use again. */
export const RestoreSupplierDocument = graphql(`
  mutation RestoreSupplier($input: RestoreSupplierInput!) {
    restoreSupplier(input: $input) {
      supplier {
        id
        retiredAt
      }
    }
  }
`)

/** A supplier more. */
export const CreateSupplierDocument = graphql(`
  mutation CreateSupplier($input: CreateSupplierInput!) {
    createSupplier(input: $input) {
      supplier {
        id
        name
      }
    }
  }
`)
