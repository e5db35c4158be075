import { Prisma } from '#codegen/prisma/client.ts'
import type { Role } from '#codegen/prisma/enums.ts'
import { visibleEntries, visibleIssues } from '#server/modules/issues/access.ts'
import { readsText } from '#server/modules/unions/access.ts'
import { visibleVisits } from '#server/modules/visits/access.ts'
import { access, only, ownUnions } from '#server/platform/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/** The roles that add papers to the issues and visits that they see, and void those that they have added. */
export const paperRoles = ['COMMAND', 'SQUAD', 'AGENCY', 'ENTERPRISE'] as const satisfies readonly Role[]

/**
 * Which papers of an issue or a visit a viewer who sees that is shown: those that stand, where it may read free text, and of
 * what was written about the issue those of words that it may read.
 */
export const shownPapers = (viewer: Viewer): Prisma.PaperWhereInput =>
  readsText(viewer)
    ? { voidedAt: null, OR: [{ entryId: null }, { entry: visibleEntries(viewer) }] }
    : { id: { in: [] } }

/** The papers that a viewer may see: those that it is shown of the issues and visits that it may see now. */
export const visiblePapers = (viewer: Viewer): Prisma.PaperWhereInput => ({
  AND: [shownPapers(viewer), { OR: [{ issue: visibleIssues(viewer) }, { visit: visibleVisits(viewer) }] }],
})

/**
 * The condition for a statement that the viewer sees what a paper is on: the issue, with the words where it belongs to some, or
 * the visit, which have these aliases in it.
 */
export const seesHolder = (viewer: Viewer, issue: string, entry: string, visit: string): Prisma.Sql =>
  Prisma.sql`(${visibleIssues.sql(viewer, issue)} AND ${readsWords(viewer, entry)} OR ${visibleVisits.sql(viewer, visit)})`

/** The condition that the viewer, who sees the issue, may read the words about it that have this alias, or that there are none. */
export const readsWords = (viewer: Viewer, entry: string): Prisma.Sql =>
  viewer.role === 'ENTERPRISE' ? Prisma.sql`${Prisma.raw(`"${entry}"`)}."isInternal" IS NOT TRUE` : Prisma.sql`true`

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
      return { ...ownUnions(viewer), enterpriseId: only(viewer.enterpriseId), on: ['ISSUE', 'VISIT'] }
    case 'INTEGRATOR':
      return { ...ownUnions(viewer), on: viewer.scopes.flatMap((scope) => onOfScope[scope] ?? []) }
    case 'WALL':
    case 'CADRE':
      return null
  }
})

/** What a paper is on, by the scope of a token that reads it. */
const onOfScope: Record<string, string[]> = { ISSUES: ['ISSUE', 'INTERNAL'], VISITS: ['VISIT'] }
