import { Prisma } from '#codegen/prisma/client.ts'
import type { Role } from '#codegen/prisma/enums.ts'
import { visibleIssues } from '#server/modules/issues/access.ts'
import { readsText } from '#server/modules/unions/access.ts'
import { visibleVisits } from '#server/modules/visits/access.ts'
import { access, only, ownUnions } from '#server/platform/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/** The roles that add papers to the issues and visits that they see, and void those that they have added. */
export const paperRoles = ['COMMAND', 'SQUAD', 'AGENCY', 'ENTERPRISE'] as const satisfies readonly Role[]

/** Which papers of an issue or a visit a viewer who sees that is shown: those that stand, where it may read free text. */
export const shownPapers = (viewer: Viewer): Prisma.PaperWhereInput =>
  readsText(viewer) ? { voidedAt: null } : { id: { in: [] } }

/** The papers that a viewer may see: those that it is shown of the issues and visits that it may see now. */
export const visiblePapers = (viewer: Viewer): Prisma.PaperWhereInput => ({
  AND: [shownPapers(viewer), { OR: [{ issue: visibleIssues(viewer) }, { visit: visibleVisits(viewer) }] }],
})

/** The condition for a statement that the viewer sees the issue or the visit of a paper, which have these aliases in it. */
export const seesHolder = (viewer: Viewer, issue: string, visit: string): Prisma.Sql =>
  Prisma.sql`(${visibleIssues.sql(viewer, issue)} OR ${visibleVisits.sql(viewer, visit)})`

type Columns = 'unionId' | 'squadId' | 'enterpriseId' | 'agencyIds' | 'on'

/** Who may know that a paper was added or voided: whoever sees what it is on, and reads its free text. */
export const knownPapers = access<Columns>((viewer) => {
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
      return { ...ownUnions(viewer), on: viewer.scopes.flatMap((scope) => onOfScope[scope] ?? []) }
    case 'WALL':
    case 'CADRE':
      return null
  }
})

/** What a paper is on, by the scope of a token that reads it. */
const onOfScope: Record<string, string> = { ISSUES: 'ISSUE', VISITS: 'VISIT' }
