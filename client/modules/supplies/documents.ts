import { graphql } from '#client/graph/graphql.ts'

/** What can be ordered. */
export const SupplyItemFields = graphql(`
  fragment SupplyItemFields on SupplyItem {
    id
    code
    name
    nameEn
    unit
    unitEn
    kgPerUnit
  }
`)

/** A line of the list of orders. */
export const SupplyOrderRowFields = graphql(`
  fragment SupplyOrderRow on SupplyOrder {
    id
    enterprise {
      id
      name
    }
    item {
      ...SupplyItemFields
    }
    supplier {
      id
      name
    }
    quantities {
      requested
      reserved
      dispatched
      received
      accepted
      inTransit
      shortage
    }
    createdAt
    cancelledAt
    cancelReason
  }
`)

/** The items, in their order. */
export const SupplyItemsDocument = graphql(`
  query SupplyItems($unionId: ID) {
    supplyItems(unionId: $unionId) {
      ...SupplyItemFields
    }
  }
`)

/** The union's totals by item. */
export const SupplyTotalsDocument = graphql(`
  query SupplyTotals($unionId: ID) {
    board(unionId: $unionId) {
      id
      asOf
      supplies {
        id
        code
        requested
        reserved
        dispatched
        received
        accepted
        enterprisesRequested
        enterprisesReserved
        enterprisesReceived
      }
    }
  }
`)

/** Orders, narrowed. */
export const SupplyOrdersDocument = graphql(`
  query SupplyOrders($unionId: ID, $search: String, $filter: SupplyOrderFilter, $orderBy: SupplyOrderOrderBy
    $first: Int, $after: String, $last: Int, $before: String) {
    supplyOrders(unionId: $unionId, search: $search, filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      orders
      isFloor
      pageInfo {
        ...PageTurns
      }
      edges {
        node {
          ...SupplyOrderRow
        }
      }
    }
  }
`)

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
  query Suppliers($unionId: ID, $search: String, $itemId: ID, $retired: Boolean, $orderBy: SupplierOrderBy
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

/** Orders an item for an enterprise. */
export const OrderSupplyDocument = graphql(`
  mutation OrderSupply($input: OrderSupplyInput!) {
    orderSupply(input: $input) {
      supplyOrder {
        ...SupplyOrderRow
      }
    }
  }
`)

/** What is reserved so far. */
export const ReserveSupplyDocument = graphql(`
  mutation ReserveSupply($input: ReserveSupplyInput!) {
    reserveSupply(input: $input) {
      supplyOrder {
        ...SupplyOrderRow
      }
    }
  }
`)

/** What was sent off so far. */
export const DispatchSupplyDocument = graphql(`
  mutation DispatchSupply($input: DispatchSupplyInput!) {
    dispatchSupply(input: $input) {
      supplyOrder {
        ...SupplyOrderRow
      }
    }
  }
`)

/** What arrived so far. */
export const ReceiveSupplyDocument = graphql(`
  mutation ReceiveSupply($input: ReceiveSupplyInput!) {
    receiveSupply(input: $input) {
      supplyOrder {
        ...SupplyOrderRow
      }
    }
  }
`)

/** What was accepted so far. */
export const AcceptSupplyDocument = graphql(`
  mutation AcceptSupply($input: AcceptSupplyInput!) {
    acceptSupply(input: $input) {
      supplyOrder {
        ...SupplyOrderRow
      }
    }
  }
`)

/** Withdraws what is not on its way. */
export const CancelSupplyDocument = graphql(`
  mutation CancelSupply($input: CancelSupplyInput!) {
    cancelSupply(input: $input) {
      supplyOrder {
        ...SupplyOrderRow
      }
    }
  }
`)
