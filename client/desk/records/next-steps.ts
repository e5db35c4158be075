import type { EnterpriseBriefQuery } from '#codegen/graph/graphql.ts'

type Brief = NonNullable<EnterpriseBriefQuery['enterprise']>
type Visit = Brief['visits']['edges'][number]['node']
type Rectification = Brief['rectifications'][number]

/** What comes next at an enterprise, with its day where it has one. */
export type NextStep =
  | { kind: 'onSite'; visit: Visit }
  | { kind: 'planned'; on: string; visit: Visit }
  | { kind: 'followUp'; on: string; visit: Visit }
  | { kind: 'fixBy'; on: string; check: Rectification }
  | { kind: 'none' }

/**
 * What comes next at an enterprise: who is there, else the nearest planned visit or that there is none; what was to be followed
 * up, unless a later visit has come since; and what is to be put right. What has a day stands in the order of the days.
 */
export function nextSteps({ visits, rectifications }: Pick<Brief, 'visits' | 'rectifications'>): NextStep[] {
  const all = visits.edges.map(({ node }) => node)
  const onSite = all.find(({ state }) => state === 'ARRIVED')
  const planned = all.filter(({ state }) => state === 'PLANNED').sort((a, b) => (a.plannedOn < b.plannedOn ? -1 : 1))[0]
  const last = all.find(({ state }) => state === 'FINISHED')
  const dated: Extract<NextStep, { on: string }>[] = [
    ...(planned && !onSite ? [{ kind: 'planned' as const, on: planned.plannedOn, visit: planned }] : []),
    ...(last?.followUpOn ? [{ kind: 'followUp' as const, on: last.followUpOn, visit: last }] : []),
    ...rectifications.flatMap((check) => (check.fixBy ? [{ kind: 'fixBy' as const, on: check.fixBy, check }] : [])),
  ]
  const first: NextStep[] = onSite ? [{ kind: 'onSite', visit: onSite }] : planned ? [] : [{ kind: 'none' }]
  return [...first, ...dated.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))]
}
