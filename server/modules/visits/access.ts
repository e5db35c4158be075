import type { Prisma } from '#codegen/prisma/client.ts'
import { nothing, ownUnions, readsText } from '#server/modules/unions/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/** The visits a viewer may see: a squad its own, an enterprise those paid to it, an agency none. */
export function visibleVisits(viewer: Viewer): Prisma.VisitWhereInput {
  switch (viewer.role) {
    case 'COMMAND':
    case 'DISTRICT':
    case 'WALL':
      return { unionId: ownUnions(viewer) }
    case 'SQUAD':
      return { unionId: viewer.unionId, squadId: viewer.squadId ?? { in: [] } }
    case 'ENTERPRISE':
      return { unionId: viewer.unionId, enterpriseId: viewer.enterpriseId ?? { in: [] } }
    case 'INTEGRATOR':
      return viewer.scopes.includes('VISITS') ? { unionId: ownUnions(viewer) } : nothing
    case 'AGENCY':
      return nothing
  }
}

/** Who sees a visit need not read its texts. */
export const readsVisitText = readsText

/** What was heard, asked, issued, found and summed up at a door, for those who see the visit and read its texts. */
export const visibleContents = (viewer: Viewer): { id?: typeof nothing.id } => (readsText(viewer) ? {} : nothing)

/** An enterprise does not learn which of its people spoke. */
export const seesSpeakers = (viewer: Viewer): boolean => readsText(viewer) && viewer.role !== 'ENTERPRISE'
