import { enums } from '#codegen/graph/enums.ts'
import type { Resumption } from '#codegen/graph/graphql.ts'

/** The states up to RESUMED, in the order in which an enterprise comes to them. */
const way: readonly Resumption[] = enums.Resumption.slice(0, enums.Resumption.indexOf('RESUMED') + 1)

/** The states of resumption that the server accepts after one: any later one on the way, or a stop of work and its end. */
export function nextResumptions(from: Resumption): readonly Resumption[] {
  if (from === 'RESUMED') return ['SUSPENDED']
  if (from === 'SUSPENDED') return ['RESUMED']
  return way.slice(way.indexOf(from) + 1)
}
