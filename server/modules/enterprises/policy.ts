import type { Prisma } from '#codegen/prisma/client.ts'
import { nothing, ownUnions } from '#server/modules/unions/policy.ts'
import type { Viewer } from '#server/platform/context.ts'

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
