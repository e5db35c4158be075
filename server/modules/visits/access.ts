import { readsText } from '#server/modules/unions/access.ts'
import { access, only, ownUnions, withBoard } from '#server/platform/access.ts'
import type { Viewer } from '#server/platform/context.ts'

type Columns = 'unionId' | 'squadId' | 'enterpriseId'

/** The visits that a viewer may see: a squad its own, an enterprise those paid to it, an agency and a cadre none. */
export const visibleVisits = access<Columns>((viewer) => {
  switch (viewer.role) {
    case 'COMMAND':
    case 'DISTRICT':
    case 'WALL':
      return ownUnions(viewer)
    case 'SQUAD':
      return { ...ownUnions(viewer), squadId: only(viewer.squadId) }
    case 'ENTERPRISE':
      return { ...ownUnions(viewer), enterpriseId: only(viewer.enterpriseId) }
    case 'INTEGRATOR':
      return viewer.scopes.includes('VISITS') ? ownUnions(viewer) : null
    case 'AGENCY':
    case 'CADRE':
      return null
  }
})

/** Who may know that something has happened to a visit: whoever may see it, and integrators that follow the board. */
export const knownVisits = withBoard(visibleVisits)

/** True for viewers who may read what was found on a visit that they see, such as what is to be put right until when. */
export const readsVisitText = readsText

/** True for viewers who may know which visits look empty or doubled: those who confirm them, and the district. */
export const seesDoubts = (viewer: Viewer): boolean => viewer.role === 'COMMAND' || viewer.role === 'DISTRICT'

/** The steps and checks of a visit, for those who see the visit and read its free text. */
export const visibleContents = access<'id'>((viewer) => (readsText(viewer) ? {} : null))

/**
 * True where the viewer may read what was said on a visit, who said it, and what the squad has written about the visit. An enterprise
 * may not read the words of its workers, nor what was written about them: where five people work, a name that is left out hides nobody.
 */
export const readsSaid = (viewer: Viewer): boolean => readsText(viewer) && viewer.role !== 'ENTERPRISE'

/** The notes of a visit, for those who see the visit and may read what was said. */
export const visibleNotes = access<'id'>((viewer) => (readsSaid(viewer) ? {} : null))
