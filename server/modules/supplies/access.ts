import { allowNames, readsText, seesNames } from '#server/modules/unions/access.ts'
import { access, only, ownUnions, withBoard } from '#server/platform/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/**
 * The orders that a viewer may see. A squad sees all orders of its union, since any squad may hand supplies over; an
 * enterprise sees its own orders; an agency and a cadre see none.
 */
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
    case 'CADRE':
      return null
  }
})

/** Who may know that something has happened to an order: whoever may see it, and integrators that follow the board. */
export const knownSupplyOrders = withBoard(visibleSupplyOrders)

/** The suppliers that a viewer may see: those of its union. An integrator needs the scope SUPPLIES; a cadre sees none. */
export const visibleSuppliers = access<'unionId'>((viewer) =>
  viewer.role === 'CADRE' || (viewer.role === 'INTEGRATOR' && !viewer.scopes.includes('SUPPLIES'))
    ? null
    : ownUnions(viewer),
)

/** The items that a viewer may see: those of its union. An integrator needs the scope SUPPLIES or BOARD; a cadre sees none. */
export const visibleSupplyItems = withBoard(access<'unionId'>((viewer) => visibleSuppliers.columns(viewer)))

/** True where the viewer may read suppliers' phone numbers: those who order supplies and those who receive them. */
export const seesSupplierPhones = (viewer: Viewer): boolean =>
  viewer.role === 'COMMAND' || viewer.role === 'SQUAD' || viewer.role === 'ENTERPRISE'

/** True where a viewer who sees an order may also read its free text. */
export const readsOrderText = readsText

/** True where the viewer may read the contact of a supplier, and search by it. */
export const seesSupplierContacts = seesNames

/** Throws FORBIDDEN where it may not. */
export const allowSupplierContacts = allowNames
