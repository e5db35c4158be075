import type { Prisma } from '#codegen/prisma/client.ts'
import type { Viewer } from '#server/platform/context.ts'
import { optionalRowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { visibleSuppliers, visibleSupplyOrders } from './access.ts'
import type { Quantities } from './quantities.ts'

/** What narrows a list of orders, by global ids; what is left out does not. */
export type SupplyOrderFilter = {
  itemId?: string | null
  enterpriseId?: string | null
  supplierId?: string | null
  open?: boolean | null
  cancelled?: boolean | null
  having?: keyof Quantities | null
}

/** The filter of the list, the export and the count alike. */
export function listed(
  viewer: Viewer,
  { unionId, filter }: { unionId: string; filter?: SupplyOrderFilter | null },
): Prisma.SupplyOrderWhereInput {
  const { requested } = db.supplyOrder.fields
  return {
    AND: [
      { unionId },
      visibleSupplyOrders(viewer),
      {
        itemId: optionalRowId('SupplyItem', filter?.itemId, 'filter.itemId') ?? undefined,
        enterpriseId: optionalRowId('Enterprise', filter?.enterpriseId, 'filter.enterpriseId') ?? undefined,
        supplierId: optionalRowId('Supplier', filter?.supplierId, 'filter.supplierId') ?? undefined,
        received: filter?.open == null ? undefined : filter.open ? { lt: requested } : { gte: requested },
        cancelledAt: filter?.cancelled == null ? undefined : filter.cancelled ? { not: null } : null,
      },
      filter?.having ? { [filter.having]: { gt: 0 } } : {},
    ],
  }
}

/** The suppliers of a union, or those of them that have an item. */
export function listedSuppliers(
  viewer: Viewer,
  { unionId, itemId }: { unionId: string; itemId?: string | null },
): Prisma.SupplierWhereInput {
  const id = optionalRowId('SupplyItem', itemId, 'itemId')
  return { AND: [{ unionId }, visibleSuppliers(viewer), id ? { items: { some: { itemId: id } } } : {}] }
}
