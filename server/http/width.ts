import { type DocumentNode, type FieldNode, Kind, type SelectionSetNode } from 'graphql'

// The largest document of our own pages has 300 fields, 16 in one selection, and 8 pairs.
const mostSelections = 200
const mostFields = 2000
const mostPairs = 2000

/**
 * Whether validation of a document would take longer than its length says. GraphQL compares each two fields of the same name in
 * one place, so that the work grows with the square of their number, and it does so before anybody is asked who calls. A
 * document is too wide with more than 200 selections in one place, with more than 2,000 fields where each fragment counts at
 * each of its uses, and with more than 2,000 pairs of fields of one name.
 */
export function isTooWide({ definitions }: DocumentNode): boolean {
  const fragments = new Map<string, SelectionSetNode>()
  for (const each of definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each.selectionSet)
  }
  let fields = 0
  let pairs = 0

  /** Adds the fields of a selection to those of its place, by the names that they have in the answer. */
  function collect({ selections }: SelectionSetNode, byName: Map<string, FieldNode[]>, spread: Set<string>): boolean {
    if (selections.length > mostSelections) return false
    return selections.every((each) => {
      if (each.kind === Kind.INLINE_FRAGMENT) return collect(each.selectionSet, byName, spread)
      if (each.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(each.name.value)
        if (!fragment || spread.has(each.name.value)) return true
        return collect(fragment, byName, spread.add(each.name.value))
      }
      const { value: name } = each.alias ?? each.name
      const others = byName.get(name) ?? []
      fields += 1
      pairs += others.length
      byName.set(name, [...others, each])
      return fields <= mostFields && pairs <= mostPairs
    })
  }

  /** Counts one place of the answer, in which all of these selections meet, and all places below it. */
  function count(selections: SelectionSetNode[]): boolean {
    const byName = new Map<string, FieldNode[]>()
    const spread = new Set<string>()
    return (
      selections.every((each) => collect(each, byName, spread)) &&
      [...byName.values()].every((nodes) => {
        const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
        return below.length === 0 || count(below)
      })
    )
  }

  return !definitions.every((each) => !('selectionSet' in each) || count([each.selectionSet]))
}
