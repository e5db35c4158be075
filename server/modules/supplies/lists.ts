import type { Prisma } from '#codegen/prisma/client.ts'
import type { Viewer } from '#server/platform/context.ts'
import { type DateRange, momentsIn } from '#server/platform/date-range.ts'
import { optionalRowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { visibleSuppliers, visibleSupplyOrders } from './access.ts'
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

/** What a list of orders is narrowed by that stands in no index in its order. */
export const scatteredInOrders = ['ordered'] as const

/**
 * The Prisma filter for the orders of one union that the viewer may see, narrowed by `filter`. The list, its count and
 * its export all use it. INVALID or NOT_FOUND: an id of the filter is no id, or an id of another type. INVALID: a range of days is
 * the wrong way round. `at` is the path to the filter in the caller’s arguments.
 */
export function supplyOrderWhere(
  viewer: Viewer,
  { unionId, filter }: { unionId: string; filter?: SupplyOrderFilter | null },
  at = 'filter',
): Prisma.SupplyOrderWhereInput {
  const { requested } = db.supplyOrder.fields
  return {
    AND: [
      { unionId },
      visibleSupplyOrders(viewer),
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
 * The Prisma filter for the suppliers of one union that the viewer may see, or for those of them that have one item.
 * INVALID or NOT_FOUND: `itemId` is no id, or an id of another type.
 */
export function supplierWhere(
  viewer: Viewer,
  { unionId, itemId }: { unionId: string; itemId?: string | null },
): Prisma.SupplierWhereInput {
  const id = optionalRowId('SupplyItem', itemId, 'itemId')
  return { AND: [{ unionId }, visibleSuppliers(viewer), id ? { items: { some: { itemId: id } } } : {}] }
}
