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
  query SupplyOrders($ofAll: Boolean = false, $unionId: ID, $search: String, $filter: SupplyOrderFilter, $orderBy: SupplyOrderOrderBy
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
