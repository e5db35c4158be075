import { readsText } from '#server/modules/unions/access.ts'
import { access, only, ownUnions, withBoard } from '#server/platform/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/** The orders that a viewer may see: a squad all of its union's, since it hands over at the door; an enterprise its own. */
export const visibleSupplyOrders = access<'unionId' | 'enterpriseId'>((viewer) => {
  switch (viewer.role) {
    case 'COMMAND':
    case 'DISTRICT':
    case 'WALL':
    case 'SQUAD':
      return ownUnions(viewer)
    case 'ENTERPRISE':
      return { ...ownUnions(viewer), enterpriseId: only(viewer.enterpriseId) }
    case 'INTEGRATOR':
      return viewer.scopes.includes('SUPPLIES') ? ownUnions(viewer) : null
    case 'AGENCY':
      return null
  }
})

/** Who may know that something has happened to an order: whoever may see it, and integrators that follow the board. */
export const knownSupplyOrders = withBoard(visibleSupplyOrders)

/** The items that a viewer may see: those that its union deals in. An integrator needs a scope that shows them. */
export const visibleSupplyItems = withBoard(
  access<'unionId'>((viewer) =>
    viewer.role !== 'INTEGRATOR' || viewer.scopes.includes('SUPPLIES') ? ownUnions(viewer) : null,
  ),
)

/** The suppliers that a viewer may see: its union's. An integrator needs the scope. */
export const visibleSuppliers = access<'unionId'>((viewer) =>
  viewer.role === 'INTEGRATOR' && !viewer.scopes.includes('SUPPLIES') ? null : ownUnions(viewer),
)

/** A supplier's phone is shown to those who order and to those who are supplied. */
export const seesSupplierPhones = (viewer: Viewer): boolean =>
  viewer.role === 'COMMAND' || viewer.role === 'SQUAD' || viewer.role === 'ENTERPRISE'

/** Whoever sees an order does not always read its free text. */
export const readsOrderText = readsText
