import type { Resumption } from '#codegen/graph/graphql.ts'

const way: readonly Resumption[] = ['NOT_RESUMED', 'FILED', 'APPROVED', 'RESUMED']

/** The states of resumption that the server accepts after one: any later one on the way, or a stop of work and its end. */
export function nextResumptions(from: Resumption): readonly Resumption[] {
  if (from === 'RESUMED') return ['SUSPENDED']
  if (from === 'SUSPENDED') return ['RESUMED']
  return way.slice(way.indexOf(from) + 1)
}
