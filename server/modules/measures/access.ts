import { visiblePartners as agencies, visibleIssues } from '#server/modules/issues/access.ts'
import { access, only, ownUnions } from '#server/platform/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/**
 * The measures that a viewer may see: a squad its own, an agency those that it carries out and those for issues of which it
 * has a part, an enterprise its own. They are free text, so that a wall and a cadre see none.
 */
export const visibleMeasures = access<'unionId' | 'squadId' | 'agencyIds' | 'enterpriseId'>((viewer) => {
  switch (viewer.role) {
    case 'COMMAND':
    case 'DISTRICT':
      return ownUnions(viewer)
    case 'SQUAD':
      return { ...ownUnions(viewer), squadId: only(viewer.squadId) }
    case 'AGENCY':
      return { ...ownUnions(viewer), agencyIds: only(viewer.agencyId) }
    case 'ENTERPRISE':
      return { ...ownUnions(viewer), enterpriseId: only(viewer.enterpriseId) }
    case 'INTEGRATOR':
      return viewer.scopes.includes('VISITS') || viewer.scopes.includes('ISSUES') ? ownUnions(viewer) : null
    case 'WALL':
    case 'CADRE':
      return null
  }
})

/** The issues for which a measure is, as far as a viewer may see them. */
export const visibleMeasured = visibleIssues

/** The agencies that carry measures out, as far as a viewer may see them. */
export const visiblePartners = agencies

/** True for viewers who choose measures, and the district: they may know which ones have helped elsewhere in the union. */
export const choosesMeasures = ({ role }: Viewer): boolean =>
  role === 'COMMAND' || role === 'SQUAD' || role === 'AGENCY' || role === 'DISTRICT'

/** True for viewers who may read the names of whoever carries a measure out or has recorded it: not an enterprise. */
export const seesPeople = (viewer: Viewer): boolean => viewer.role !== 'ENTERPRISE'

/** True for viewers who may read the measures of all enterprises of the union. */
export const readsAllMeasures = ({ role }: Viewer): boolean => role === 'COMMAND' || role === 'DISTRICT'
