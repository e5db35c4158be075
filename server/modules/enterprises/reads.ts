import type { Prisma } from '#codegen/prisma/client.ts'
import type { Resumption, VisitProgress } from '#codegen/prisma/enums.ts'
import type { Viewer } from '#server/platform/context.ts'
import { optionalRowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { visibleEnterprises } from './access.ts'
import { searchWords } from './grams.ts'

/** What narrows a list of enterprises, by global ids; what is left out does not. */
export type EnterpriseFilter = {
  zoneId?: string | null
  resumption?: Resumption[] | null
  progress?: VisitProgress[] | null
  industry?: string | null
  listed?: boolean | null
  hasOpenIssues?: boolean | null
}

/** What a list of enterprises asks for. */
export type EnterpriseQuery = { unionId: string; search?: string | null; filter?: EnterpriseFilter | null }

/** The filter of the list, the export and the count alike. */
export function listed(viewer: Viewer, { unionId, search, filter }: EnterpriseQuery): Prisma.EnterpriseWhereInput {
  const onTheList = { some: { campaign: { active: true } } }
  return {
    AND: [
      { unionId },
      visibleEnterprises(viewer),
      ...searchWords(search ?? '').map(holds),
      {
        zoneId: optionalRowId('Zone', filter?.zoneId, 'filter.zoneId') ?? undefined,
        resumption: filter?.resumption ? { in: filter.resumption } : undefined,
        progress: filter?.progress ? { in: filter.progress } : undefined,
        industry: filter?.industry ?? undefined,
        campaignEnterprises: filter?.listed == null ? undefined : filter.listed ? onTheList : { none: onTheList.some },
        openIssues: filter?.hasOpenIssues == null ? undefined : filter.hasOpenIssues ? { gt: 0 } : 0,
      },
    ],
  }
}

/** The pairs find candidates by index; the name or code must hold the word as it is, whatever its case. */
const holds = ({ word, grams }: { word: string; grams: string[] }): Prisma.EnterpriseWhereInput => ({
  grams: { hasEvery: grams },
  ...([...word].length > 2 && {
    OR: [{ name: { contains: word, mode: 'insensitive' } }, { creditCode: { contains: word } }],
  }),
})

/** A search that fits nearly everything is counted no further than this: people narrow it, they do not page it. */
export const countedMatches = 10_000

/** How many there are: exact, but for a search, which is counted up to `countedMatches`. */
export const countEnterprises = (viewer: Viewer, query: EnterpriseQuery): Promise<number> =>
  db.enterprise.count({ where: listed(viewer, query), ...(query.search?.trim() && { take: countedMatches }) })
