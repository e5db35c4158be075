import { access, ownUnions } from '#server/platform/access.ts'
import { fieldNotVisible, type Viewer } from '#server/platform/context.ts'

/** Who may know that the union was changed: the command centre, the district and the wall. */
export const knownUnions = access<'unionId'>((viewer) =>
  viewer.role === 'COMMAND' || viewer.role === 'DISTRICT' || viewer.role === 'WALL' ? ownUnions(viewer) : null,
)

/**
 * True for viewers who may read free text, which may name people. A wall hangs in a public room and shows no free text
 * but titles; a cadre sees sums alone.
 */
export const readsText = (viewer: Viewer): boolean => viewer.role !== 'WALL' && viewer.role !== 'CADRE'

/** True for viewers who may read the phone numbers of cadres, members and agencies: the command centre and the squads. */
export const seesPhones = (viewer: Viewer): boolean => viewer.role === 'COMMAND' || viewer.role === 'SQUAD'

/** True for viewers who may read names of people. A wall hangs where everybody reads it, and shows none. */
export const seesNames = (viewer: Viewer): boolean => viewer.role !== 'WALL'

/** Throws FORBIDDEN where the viewer may read no name of a person. It guards fields however the row was reached. */
export function allowNames(viewer: Viewer): true {
  if (!seesNames(viewer)) throw fieldNotVisible()
  return true
}

/**
 * Throws FORBIDDEN where a wall, or a token without the scope BOARD, asks who leads a zone or a squad or belongs to it. It
 * guards these fields however the row was reached.
 */
export function allowPeople(viewer: Viewer): true {
  allowNames(viewer)
  if (viewer.role === 'INTEGRATOR' && !viewer.scopes.includes('BOARD')) throw fieldNotVisible()
  return true
}
