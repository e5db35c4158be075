import { access, only, ownUnions } from '#server/platform/access.ts'
import { fieldNotVisible, type Viewer } from '#server/platform/context.ts'

/**
 * The enterprises that a viewer may see: an enterprise itself, an agency those of its issues, an
 * integrator with its scope, a cadre none, all others the union's.
 */
export const visibleEnterprises = access<'unionId' | 'id' | 'agencyIds'>((viewer) => {
  switch (viewer.role) {
    case 'ENTERPRISE':
      return { ...ownUnions(viewer), id: only(viewer.enterpriseId) }
    case 'INTEGRATOR':
      return viewer.scopes.includes('ENTERPRISES') || viewer.scopes.includes('BOARD') ? ownUnions(viewer) : null
    case 'COMMAND':
    case 'DISTRICT':
    case 'WALL':
    case 'SQUAD':
      return ownUnions(viewer)
    case 'AGENCY':
      return { ...ownUnions(viewer), agencyIds: only(viewer.agencyId) }
    case 'CADRE':
      return null
  }
})

/**
 * The contacts that a viewer may see. They have phone numbers, so only the command centre, squads and the enterprise
 * itself see any.
 */
export const visibleContacts = access<'id'>((viewer) =>
  viewer.role === 'COMMAND' || viewer.role === 'SQUAD' || viewer.role === 'ENTERPRISE' ? {} : null,
)

/** True for viewers who find enterprises by whole phone numbers, as somebody calls the centre. */
export const searchesNumbers = (viewer: Viewer): boolean => viewer.role === 'COMMAND'

/**
 * True for viewers whose exported lists have contacts. They are the phone numbers of a whole register, so only the
 * command centre gets them, and an enterprise its own.
 */
export const exportsContacts = (viewer: Viewer): boolean => viewer.role === 'COMMAND' || viewer.role === 'ENTERPRISE'

/** Whether a viewer sees what the register holds beyond name and zone. A wall, a cadre and tokens of other scopes do not. */
export const seesDetails = (viewer: Viewer): boolean =>
  viewer.role === 'INTEGRATOR'
    ? viewer.scopes.includes('ENTERPRISES')
    : viewer.role !== 'WALL' && viewer.role !== 'CADRE'

/**
 * Throws FORBIDDEN where the viewer may not see these details. It guards the fields however the enterprise was
 * reached.
 */
export function allowDetails(viewer: Viewer): true {
  if (!seesDetails(viewer)) throw fieldNotVisible()
  return true
}

/** The same for resumption, visits, open issues and the place on the list, which a wall and the scope BOARD may see as well. */
export const seesStanding = (viewer: Viewer): boolean =>
  seesDetails(viewer) || viewer.role === 'WALL' || viewer.scopes.includes('BOARD')

/** Throws FORBIDDEN where the viewer may not see these. */
export function allowStanding(viewer: Viewer): true {
  if (!seesStanding(viewer)) throw fieldNotVisible()
  return true
}

/** The rows of an enterprise's details, such as the changes of its resumption, for those who see these. */
export const visibleDetails = access<'id'>((viewer) => (seesDetails(viewer) ? {} : null))
