import { allowPeople, seesPhones } from '#server/modules/unions/access.ts'
import { access, only, ownUnions } from '#server/platform/access.ts'

/**
 * The squads that a viewer may see: all of its union, since anybody may have to know who stands at the door. A cadre, who reads
 * sums alone, sees none.
 */
export const visibleSquads = access<'unionId'>((viewer) =>
  viewer.role === 'CADRE' || (viewer.role === 'INTEGRATOR' && !viewer.scopes.includes('BOARD'))
    ? null
    : ownUnions(viewer),
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
    case 'CADRE':
      return null
  }
})

/** True for viewers who may read the phone numbers of a squad. */
export const seesSquadPhones = seesPhones

/** Throws FORBIDDEN where a viewer may not read who leads a squad or belongs to it. */
export const allowSquadPeople = allowPeople
