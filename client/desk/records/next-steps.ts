import type { EnterpriseBriefQuery } from '#codegen/graph/graphql.ts'

type Rectification = NonNullable<EnterpriseBriefQuery['enterprise']>['rectifications'][number]
type Visit = EnterpriseBriefQuery['planned']['edges'][number]['node']
type Brief = Pick<EnterpriseBriefQuery, 'onSite' | 'planned' | 'followUps'>

/** What comes next at an enterprise, with its day where it has one. */
export type NextStep =
  | { kind: 'onSite'; visit: Visit }
  | { kind: 'planned'; on: string; visit: Visit }
  | { kind: 'followUp'; on: string; visit: Visit }
  | { kind: 'fixBy'; on: string; check: Rectification }
  | { kind: 'none' }

/**
 * What comes next at an enterprise: who is there, else the nearest planned visit or that there is none; what is still
 * to be followed up; and what is to be put right. What has a day stands in the order of the days.
 */
export function nextSteps(brief: Brief, rectifications: readonly Rectification[]): NextStep[] {
  const [onSite, planned, last] = [brief.onSite, brief.planned, brief.followUps].map(({ edges }) => edges[0]?.node)
  const dated: Extract<NextStep, { on: string }>[] = [
    ...(planned && !onSite ? [{ kind: 'planned' as const, on: planned.plannedOn, visit: planned }] : []),
    ...(last?.followUpOn ? [{ kind: 'followUp' as const, on: last.followUpOn, visit: last }] : []),
    ...rectifications.flatMap((check) => (check.fixBy ? [{ kind: 'fixBy' as const, on: check.fixBy, check }] : [])),
  ]
  const first: NextStep[] = onSite ? [{ kind: 'onSite', visit: onSite }] : planned ? [] : [{ kind: 'none' }]
  return [...first, ...dated.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))]
}
