import type { Issue, Prisma } from '#codegen/prisma/client.ts'
import { nothing, ownUnions, readsText } from '#server/modules/unions/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/** The issues a viewer may see: a squad those from its visits or its own hand, an agency those it should take. */
export function visibleIssues(viewer: Viewer): Prisma.IssueWhereInput {
  switch (viewer.role) {
    case 'COMMAND':
    case 'DISTRICT':
    case 'WALL':
      return { unionId: ownUnions(viewer) }
    case 'SQUAD':
      return { unionId: viewer.unionId, squadId: viewer.squadId ?? { in: [] } }
    case 'AGENCY':
      return { unionId: viewer.unionId, agencyId: viewer.agencyId ?? { in: [] } }
    case 'ENTERPRISE':
      return { unionId: viewer.unionId, enterpriseId: viewer.enterpriseId ?? { in: [] } }
    case 'INTEGRATOR':
      return viewer.scopes.includes('ISSUES') ? { unionId: ownUnions(viewer) } : nothing
  }
}

/** Who sees an issue need not read its texts. */
export const readsIssueText = readsText

/** Who spoke is not for the employer, nor for an agency, except where the enterprise itself reported. */
export function seesSpeaker(viewer: Viewer, { source }: Pick<Issue, 'source'>): boolean {
  if (viewer.role === 'ENTERPRISE' || viewer.role === 'AGENCY') return source === 'ENTERPRISE'
  return readsText(viewer)
}
