import type { Prisma } from '#codegen/prisma/client.ts'
import { nothing, ownUnions } from '#server/modules/unions/access.ts'
import { outOfSight, type Viewer } from '#server/platform/context.ts'

/** The enterprises a viewer may see: an enterprise itself, an integrator with its scope, all others the union's. */
export function visibleEnterprises(viewer: Viewer): Prisma.EnterpriseWhereInput {
  switch (viewer.role) {
    case 'ENTERPRISE':
      return { unionId: viewer.unionId, id: viewer.enterpriseId ?? { in: [] } }
    case 'INTEGRATOR':
      return viewer.scopes.includes('ENTERPRISES') || viewer.scopes.includes('BOARD')
        ? { unionId: ownUnions(viewer) }
        : nothing
    case 'COMMAND':
    case 'DISTRICT':
    case 'WALL':
    case 'SQUAD':
    case 'AGENCY':
      return { unionId: ownUnions(viewer) }
  }
}

/** Contacts carry phones: the command centre, squads and the enterprise itself need them; nobody else sees any. */
export const visibleContacts = (viewer: Viewer): Prisma.ContactWhereInput =>
  viewer.role === 'COMMAND' || viewer.role === 'SQUAD' || viewer.role === 'ENTERPRISE' ? {} : nothing

/** A list that leaves the house carries the phones of a whole register: only the command centre's, or one's own. */
export const exportsContacts = (viewer: Viewer): boolean => viewer.role === 'COMMAND' || viewer.role === 'ENTERPRISE'

/** What the register holds of an enterprise beyond name and zone; a wall and other scopes show none of it. */
export const seesDetails = (viewer: Viewer): boolean =>
  viewer.role === 'INTEGRATOR' ? viewer.scopes.includes('ENTERPRISES') : viewer.role !== 'WALL'

/** Passes, or FORBIDDEN, wherever the enterprise was come by. */
export function allowDetails(viewer: Viewer): true {
  if (!seesDetails(viewer)) throw outOfSight()
  return true
}

/** The same for how far it has resumed and its visits and issues are: that the board shows too. */
export function allowStanding(viewer: Viewer): true {
  if (viewer.role === 'INTEGRATOR' && !viewer.scopes.includes('BOARD')) return allowDetails(viewer)
  return true
}
