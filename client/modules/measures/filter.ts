import { oneOf, truthOf } from '#client/ui/list/address.ts'
import { daysOf } from '#client/ui/list/filters.ts'
import { enums } from '#codegen/graph/enums.ts'
import type { MeasureFilter } from '#codegen/graph/graphql.ts'

/** The filter of the list of measures that an address names; `get` reads a part of the address. */
export function measureFilterOf(get: (name: string) => string | undefined): MeasureFilter {
  const state = oneOf(get('state'), enums.MeasureState)
  return {
    states: state && [state],
    isOverdue: truthOf(get('overdue')),
    due: daysOf(get('due')),
    agencyId: get('agency'),
    squadId: get('squadId'),
    enterpriseId: get('enterprise'),
    issueId: get('issue'),
  }
}
