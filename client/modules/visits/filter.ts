import { oneOf, someOf, truthOf } from '#client/ui/list/address.ts'
import { daysOf } from '#client/ui/list/filters.ts'
import { enums } from '#codegen/graph/enums.ts'
import type { VisitFilter } from '#codegen/graph/graphql.ts'

/** The filter of the list of visits that an address names; `get` reads a part of the address. */
export function visitFilterOf(get: (name: string) => string | undefined): VisitFilter {
  return {
    squadId: get('squadId'),
    enterpriseId: get('enterprise'),
    plannedOn: daysOf(get('day')),
    finished: daysOf(get('finished')),
    followUp: daysOf(get('followUp')),
    hasFollowUp: truthOf(get('hasFollowUp')),
    fixBy: daysOf(get('fixBy')),
    states: someOf(get('state'), enums.VisitState),
    outcome: oneOf(get('outcome'), enums.VisitOutcome),
    counts: truthOf(get('counts')),
    lacking: truthOf(get('lacking')),
    doubtful: truthOf(get('doubtful')),
    listed: truthOf(get('listed')),
  }
}
