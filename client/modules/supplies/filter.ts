import { oneOf, truthOf } from '#client/ui/list/address.ts'
import { daysOf } from '#client/ui/list/filters.ts'
import type { SupplyItemFieldsFragment, SupplyOrderFilter } from '#codegen/graph/graphql.ts'

/** The quantities that a list can ask for, in the order of an order’s stages. */
export const havings = ['REQUESTED', 'RESERVED', 'DISPATCHED', 'RECEIVED', 'ACCEPTED'] as const

/** The filter of the list of orders that an address names; an address names an item by its code. */
export function orderFilterOf(
  get: (name: string) => string | undefined,
  items: readonly SupplyItemFieldsFragment[],
): SupplyOrderFilter {
  const code = get('item')
  return {
    itemId: items.find((item) => item.code === code)?.id,
    enterpriseId: get('enterprise'),
    open: truthOf(get('toCome')),
    hasGap: truthOf(get('gap')),
    ordered: daysOf(get('ordered')),
    cancelled: truthOf(get('cancelled')),
    having: oneOf(get('having'), havings),
  }
}
