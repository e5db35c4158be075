import type { Prisma } from '#codegen/prisma/client.ts'
import { nothing, ownUnions } from '#server/modules/unions/access.ts'
import { outOfSight, type Viewer } from '#server/platform/context.ts'

/** The squads a viewer may see: its union's; a squad and an enterprise see who may stand at the door, so all of them. */
export function visibleSquads(viewer: Viewer): Prisma.SquadWhereInput {
  if (viewer.role === 'INTEGRATOR' && !viewer.scopes.includes('BOARD')) return nothing
  return { unionId: ownUnions(viewer) }
}

/** Agencies are no secret within a union: who works along, by name. */
export const visibleAgencies = (viewer: Viewer): Prisma.AgencyWhereInput =>
  viewer.role === 'INTEGRATOR' && viewer.scopes.length === 0 ? nothing : { unionId: ownUnions(viewer) }

/** Phones of cadres and members are for the command centre and the squads. */
export const seesPhones = (viewer: Viewer): boolean => viewer.role === 'COMMAND' || viewer.role === 'SQUAD'

/** Who leads and belongs to a squad, wherever it was come by: a token needs BOARD, or it is FORBIDDEN. */
export function allowPeople(viewer: Viewer): true {
  if (viewer.role === 'INTEGRATOR' && !viewer.scopes.includes('BOARD')) throw outOfSight()
  return true
}
