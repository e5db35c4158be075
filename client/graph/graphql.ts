import { gql } from 'urql'
import type { graphql as TypedGraphql } from '#codegen/graph/gql.ts'

/** The source text of each fragment by its name. A fragment must be defined before it is used. */
const fragments = new Map<string, string>()

/** The source text, and those of all fragments that it uses, directly or through other fragments. */
function withFragments(source: string, found = new Set([source])): Set<string> {
  for (const [, name] of source.matchAll(/\.\.\.(\w+)/g)) {
    const fragment = fragments.get(name!)
    if (fragment && !found.has(fragment)) withFragments(fragment, found.add(fragment))
  }
  return found
}

/**
 * A document, typed by the code generator and parsed here: the generated map holds every document of every screen as
 * a syntax tree and would go to each of them.
 */
export const graphql = ((source: string) => {
  for (const [, name] of source.matchAll(/^\s*fragment (\w+) on/gm)) fragments.set(name!, source)
  return gql([...withFragments(source)].join('\n'))
}) as unknown as typeof TypedGraphql
