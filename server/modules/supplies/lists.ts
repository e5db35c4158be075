import type { Prisma } from '#codegen/prisma/client.ts'
import { enterpriseSearch } from '#server/modules/enterprises/searched.ts'
import type { Viewer } from '#server/platform/context.ts'
import { type DateRange, momentsIn } from '#server/platform/date-range.ts'
import { optionalRowId } from '#server/platform/ids.ts'
import { ofUnions } from '#server/platform/of-unions.ts'
import { inUseOr } from '#server/platform/retired.ts'
import { searchedIn } from '#server/platform/search.ts'
import { db } from '#server/postgres/db.ts'
import { seesSupplierContacts, visibleSuppliers, visibleSupplyOrders } from './access.ts'
import type { Quantities } from './quantities.ts'

/** What a list of orders is narrowed by, with global ids. A field that is left out does not narrow it. */
export type SupplyOrderFilter = {
  itemId?: string | null
  enterpriseId?: string | null
  supplierId?: string | null
  open?: boolean | null
  cancelled?: boolean | null
  having?: keyof Quantities | null
  ordered?: DateRange | null
  hasGap?: boolean | null
}

/** Of which unions a list of orders is, with the words that are searched for and the filter. */
export type SupplyOrderQuery = {
  unionIds: readonly string[]
  search?: string | null
  filter?: SupplyOrderFilter | null
}

/** What a list of orders is narrowed by that stands in no index in its order. */
export const scatteredInOrders = ['ordered'] as const

/**
 * The Prisma filter for the orders of these unions that the viewer may see, narrowed by `search` and `filter`. The list, its count and
 * its export all use it. INVALID or NOT_FOUND: an id of the filter is no id, or an id of another type. INVALID: a range of days is
 * the wrong way round. `at` is the path to the filter in the caller’s arguments.
 */
export function supplyOrderWhere(
  viewer: Viewer,
  { unionIds, search, filter }: SupplyOrderQuery,
  at = 'filter',
): Prisma.SupplyOrderWhereInput {
  const { requested } = db.supplyOrder.fields
  return {
    AND: [
      ofUnions(unionIds),
      visibleSupplyOrders(viewer),
      ...enterpriseSearch(viewer, search).map((enterprise) => ({ enterprise })),
      {
        itemId: optionalRowId('SupplyItem', filter?.itemId, `${at}.itemId`) ?? undefined,
        enterpriseId: optionalRowId('Enterprise', filter?.enterpriseId, `${at}.enterpriseId`) ?? undefined,
        supplierId: optionalRowId('Supplier', filter?.supplierId, `${at}.supplierId`) ?? undefined,
        received: filter?.open == null ? undefined : filter.open ? { lt: requested } : { gte: requested },
        cancelledAt: filter?.cancelled == null ? undefined : filter.cancelled ? { not: null } : null,
      },
      filter?.having ? { [filter.having]: { gt: 0 } } : {},
      { createdAt: momentsIn(filter?.ordered, `${at}.ordered`) },
      filter?.hasGap == null
        ? {}
        : filter.hasGap
          ? { reserved: { lt: requested }, cancelledAt: null }
          : { OR: [{ reserved: { gte: requested } }, { cancelledAt: { not: null } }] },
    ],
  }
}

/**
 * The Prisma filter for the suppliers of these unions that the viewer may see, those in use or those retired, narrowed by words
 * of their name and contact and by an item that they have.
 * INVALID or NOT_FOUND: `itemId` is no id, or an id of another type.
 */
export function supplierWhere(
  viewer: Viewer,
  {
    unionIds,
    search,
    itemId,
    retired,
  }: { unionIds: readonly string[]; search?: string | null; itemId?: string | null; retired?: boolean | null },
): Prisma.SupplierWhereInput {
  const id = optionalRowId('SupplyItem', itemId, 'itemId')
  return {
    AND: [
      ofUnions(unionIds),
      visibleSuppliers(viewer),
      inUseOr(retired),
      ...searchedIn(search, 'name', ...(seesSupplierContacts(viewer) ? (['contact'] as const) : [])),
      id ? { items: { some: { itemId: id } } } : {},
    ],
  }
}
