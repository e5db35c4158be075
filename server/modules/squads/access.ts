import { access, only, ownUnions } from '#server/platform/access.ts'
import { fieldNotVisible, type Viewer } from '#server/platform/context.ts'

/** The squads that a viewer may see: all of its union, since anybody may have to know who stands at the door. */
export const visibleSquads = access<'unionId'>((viewer) =>
  viewer.role === 'INTEGRATOR' && !viewer.scopes.includes('BOARD') ? null : ownUnions(viewer),
)

/** Who may know that a squad was changed: a squad of itself, and whoever watches the board. */
export const knownSquads = access<'unionId' | 'squadId'>((viewer) => {
  switch (viewer.role) {
    case 'COMMAND':
    case 'DISTRICT':
    case 'WALL':
      return ownUnions(viewer)
    case 'SQUAD':
      return { ...ownUnions(viewer), squadId: only(viewer.squadId) }
    case 'INTEGRATOR':
      return viewer.scopes.includes('BOARD') ? ownUnions(viewer) : null
    case 'AGENCY':
    case 'ENTERPRISE':
      return null
  }
})

/** The agencies that a viewer may see: all of its union. A token without any scope sees none. */
export const visibleAgencies = access<'unionId'>((viewer) =>
  viewer.role === 'INTEGRATOR' && viewer.scopes.length === 0 ? null : ownUnions(viewer),
)

/** Who may know that agencies were made: the command centre and the district. */
export const knownAgencies = access<'unionId'>((viewer) =>
  viewer.role === 'COMMAND' || viewer.role === 'DISTRICT' ? ownUnions(viewer) : null,
)

/** True for viewers who may read the phone numbers of cadres and members: the command centre and the squads. */
export const seesPhones = (viewer: Viewer): boolean => viewer.role === 'COMMAND' || viewer.role === 'SQUAD'

/**
 * Throws FORBIDDEN where a token without the scope BOARD asks who leads a squad or belongs to it. It guards these
 * fields however the squad was reached.
 */
export function allowPeople(viewer: Viewer): true {
  if (viewer.role === 'INTEGRATOR' && !viewer.scopes.includes('BOARD')) throw fieldNotVisible()
  return true
}
