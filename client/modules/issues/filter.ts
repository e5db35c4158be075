import { oneOf, truthOf } from '#client/ui/list/address.ts'
import { daysOf } from '#client/ui/list/filters.ts'
import { enums } from '#codegen/graph/enums.ts'
import type { IssueFilter } from '#codegen/graph/graphql.ts'

/** The filter of the list of issues that an address names; `get` reads a part of the address. */
export function issueFilterOf(get: (name: string) => string | undefined): IssueFilter {
  const kind = oneOf(get('kind'), enums.IssueKind)
  const state = oneOf(get('state'), enums.IssueState)
  return {
    status: oneOf(get('status'), enums.IssueStatus),
    ...(get('agency') === 'none' ? { hasAgency: false } : { agencyId: get('agency') }),
    ...(get('squadId') === 'none' ? { hasSquad: false } : { squadId: get('squadId') }),
    opened: daysOf(get('opened')),
    closed: daysOf(get('closed')),
    states: state && [state],
    isRed: truthOf(get('red')),
    needsConsultation: truthOf(get('consult')),
    isOverdue: truthOf(get('overdue')),
    review: daysOf(get('review')),
    kinds: kind && [kind],
    category: oneOf(get('category'), enums.IssueCategory),
    severity: oneOf(get('severity'), enums.Severity),
    enterpriseId: get('enterprise'),
    visitId: get('visit'),
  }
}
