import type { Prisma } from '#codegen/prisma/client.ts'
import type { IssueCategory, IssueKind, IssueStatus, Severity } from '#codegen/prisma/enums.ts'
import type { Viewer } from '#server/platform/context.ts'
import { optionalRowId } from '#server/platform/ids.ts'
import { visibleIssues } from './access.ts'

/** What a list of issues is narrowed by, with global ids. A field that is left out does not narrow it. */
export type IssueFilter = {
  enterpriseId?: string | null
  squadId?: string | null
  agencyId?: string | null
  visitId?: string | null
  status?: IssueStatus | null
  kinds?: IssueKind[] | null
  category?: IssueCategory | null
  severity?: Severity | null
}

/**
 * The Prisma filter for the issues of one union that the viewer may see, narrowed by `filter`. The list, its count and its
 * export all use it. INVALID or NOT_FOUND: an id of the filter is no id, or an id of another type.
 * `at` is the path to the filter in the caller’s arguments.
 */
export function issueWhere(
  viewer: Viewer,
  { unionId, filter }: { unionId: string; filter?: IssueFilter | null },
  at = 'filter',
): Prisma.IssueWhereInput {
  return {
    AND: [
      { unionId },
      visibleIssues(viewer),
      {
        enterpriseId: optionalRowId('Enterprise', filter?.enterpriseId, `${at}.enterpriseId`) ?? undefined,
        squadId: optionalRowId('Squad', filter?.squadId, `${at}.squadId`) ?? undefined,
        agencyId: optionalRowId('Agency', filter?.agencyId, `${at}.agencyId`) ?? undefined,
        visitId: optionalRowId('Visit', filter?.visitId, `${at}.visitId`) ?? undefined,
        status: filter?.status ?? undefined,
        kind: filter?.kinds ? { in: filter.kinds } : undefined,
        category: filter?.category ?? undefined,
        severity: filter?.severity ?? undefined,
      },
    ],
  }
}
