import type { Issue, Prisma } from '#codegen/prisma/client.ts'
import { visibleAgencies } from '#server/modules/agencies/access.ts'
import { readsText } from '#server/modules/unions/access.ts'
import { access, only, ownUnions, withBoard } from '#server/platform/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/** The issues that a viewer may see: a squad those of its visits and its own, an agency those of which it has a part, a cadre none. */
export const visibleIssues = access<'unionId' | 'squadId' | 'agencyIds' | 'enterpriseId'>((viewer) => {
  switch (viewer.role) {
    case 'COMMAND':
    case 'DISTRICT':
    case 'WALL':
      return ownUnions(viewer)
    case 'SQUAD':
      return { ...ownUnions(viewer), squadId: only(viewer.squadId) }
    case 'AGENCY':
      return { ...ownUnions(viewer), agencyIds: only(viewer.agencyId) }
    case 'ENTERPRISE':
      return { ...ownUnions(viewer), enterpriseId: only(viewer.enterpriseId) }
    case 'INTEGRATOR':
      return viewer.scopes.includes('ISSUES') ? ownUnions(viewer) : null
    case 'CADRE':
      return null
  }
})

/** Who may know that something has happened to an issue: whoever may see it, and integrators that follow the board. */
export const knownIssues = withBoard(visibleIssues)

/** Who may know that something internal was written about an issue: the same without its enterprise. */
export const knownInside = access<'unionId' | 'squadId' | 'agencyIds' | 'enterpriseId'>((viewer) =>
  viewer.role === 'ENTERPRISE' ? null : knownIssues.columns(viewer),
)

/** The agencies that have to do with issues, as far as a viewer may see them. */
export const visiblePartners = visibleAgencies

/** Who may read by which table agencies are proposed, and know that it was changed: the command centre and the district. */
export const knownRoutes = access<'unionId'>((viewer) =>
  viewer.role === 'COMMAND' || viewer.role === 'DISTRICT' ? ownUnions(viewer) : null,
)

/** True for viewers who may read the free text of an issue that they see. */
export const readsIssueText = readsText

/** True where the viewer may read what shows that an issue exists: an enterprise only what it has reported itself. */
export const readsEvidence = (viewer: Viewer, { source }: Pick<Issue, 'source'>): boolean =>
  readsText(viewer) && (viewer.role !== 'ENTERPRISE' || source === 'ENTERPRISE')

/**
 * True where the viewer may read who told of an issue. Enterprises and agencies may not, unless the enterprise itself
 * reported the issue.
 */
export function seesSpeaker(viewer: Viewer, { source }: Pick<Issue, 'source'>): boolean {
  if (viewer.role === 'ENTERPRISE' || viewer.role === 'AGENCY') return source === 'ENTERPRISE'
  return readsText(viewer)
}

/**
 * The words that a viewer may read of an issue that it sees: all but a wall and a cadre, and an enterprise none that are
 * internal.
 */
export const visibleEntries = (viewer: Viewer): Prisma.IssueEntryWhereInput => ({
  AND: [
    { issue: visibleIssues(viewer) },
    readsText(viewer) ? {} : { id: { in: [] } },
    viewer.role === 'ENTERPRISE' ? { isInternal: false } : {},
  ],
})

/** True where the viewer may read the phone of whom to talk to about an issue that it sees: a squad, an agency, the centre. */
export const seesContact = (viewer: Viewer): boolean =>
  viewer.role === 'COMMAND' || viewer.role === 'SQUAD' || viewer.role === 'AGENCY' || viewer.role === 'ENTERPRISE'
