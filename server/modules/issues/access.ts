import type { Issue } from '#codegen/prisma/client.ts'
import { readsText } from '#server/modules/unions/access.ts'
import { access, only, ownUnions, withBoard } from '#server/platform/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/** The issues that a viewer may see: a squad those of its visits and its own, an agency those that it should take, a cadre none. */
export const visibleIssues = access<'unionId' | 'squadId' | 'agencyId' | 'enterpriseId'>((viewer) => {
  switch (viewer.role) {
    case 'COMMAND':
    case 'DISTRICT':
    case 'WALL':
      return ownUnions(viewer)
    case 'SQUAD':
      return { ...ownUnions(viewer), squadId: only(viewer.squadId) }
    case 'AGENCY':
      return { ...ownUnions(viewer), agencyId: only(viewer.agencyId) }
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

/** True for viewers who may read the free text of an issue that they see. */
export const readsIssueText = readsText

/**
 * True where the viewer may read who told of an issue. Enterprises and agencies may not, unless the enterprise itself
 * reported the issue.
 */
export function seesSpeaker(viewer: Viewer, { source }: Pick<Issue, 'source'>): boolean {
  if (viewer.role === 'ENTERPRISE' || viewer.role === 'AGENCY') return source === 'ENTERPRISE'
  return readsText(viewer)
}
