import type { Prisma } from '#codegen/prisma/client.ts'
import { nothing, ownUnions, readsText } from '#server/modules/unions/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/** The orders a viewer may see: a squad all of its union's, since it hands over at the door; an enterprise its own. */
export function visibleSupplyOrders(viewer: Viewer): Prisma.SupplyOrderWhereInput {
  switch (viewer.role) {
    case 'COMMAND':
    case 'DISTRICT':
    case 'WALL':
    case 'SQUAD':
      return { unionId: ownUnions(viewer) }
    case 'ENTERPRISE':
      return { unionId: viewer.unionId, enterpriseId: viewer.enterpriseId ?? { in: [] } }
    case 'INTEGRATOR':
      return viewer.scopes.includes('SUPPLIES') ? { unionId: ownUnions(viewer) } : nothing
    case 'AGENCY':
      return nothing
  }
}

/** The items a viewer may see: what its union deals in. */
export const visibleSupplyItems = (viewer: Viewer): Prisma.SupplyItemWhereInput =>
  knowsItems(viewer) ? { unionId: ownUnions(viewer) } : nothing

/** The suppliers a viewer may see: its union's. */
export const visibleSuppliers = (viewer: Viewer): Prisma.SupplierWhereInput =>
  viewer.role === 'INTEGRATOR' && !viewer.scopes.includes('SUPPLIES') ? nothing : { unionId: ownUnions(viewer) }

/** Everybody at a union knows what it deals in; an integrator by its scopes. */
export const knowsItems = (viewer: Viewer): boolean =>
  viewer.role !== 'INTEGRATOR' || viewer.scopes.includes('SUPPLIES') || viewer.scopes.includes('BOARD')

/** A supplier's phone is for those who order or are supplied. */
export const seesSupplierPhones = (viewer: Viewer): boolean =>
  viewer.role === 'COMMAND' || viewer.role === 'SQUAD' || viewer.role === 'ENTERPRISE'

/** Who sees an order need not read its texts. */
export const readsOrderText = readsText
