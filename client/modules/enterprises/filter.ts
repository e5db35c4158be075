import { oneOf, truthOf } from '#client/ui/list/address.ts'
import { daysOf } from '#client/ui/list/filters.ts'
import { enums } from '#codegen/graph/enums.ts'
import type { EnterpriseFilter } from '#codegen/graph/graphql.ts'

/** The filter of the list of enterprises that an address names; `get` reads a part of the address. */
export function enterpriseFilterOf(get: (name: string) => string | undefined): EnterpriseFilter {
  const resumption = oneOf(get('resumption'), enums.Resumption)
  const progress = oneOf(get('progress'), enums.VisitProgress)
  return {
    ...(get('zone') === 'none' ? { hasZone: false } : { zoneId: get('zone') }),
    resumed: daysOf(get('resumed')),
    resumption: resumption && [resumption],
    progress: progress && [progress],
    industry: get('industry'),
    listed: truthOf(get('listed')),
    hasOpenIssues: truthOf(get('issues')),
    retired: truthOf(get('retired')),
  }
}
