import { type DocumentNode, getOperationAST, Kind, type OperationDefinitionNode, type SelectionNode } from 'graphql'

/**
 * A query with the field `board`, taken apart: `board` is a document with that field alone, `others` one with the
 * other root fields (null where there are none), `key` the name of the board in the answer, and `keys` the names of
 * all root fields in their order.
 */
export type BoardParts = { key: string; board: DocumentNode; others: DocumentNode | null; keys: string[] }

/**
 * Takes a query apart. Null where the operation is no query, does not have `board` exactly once, has it with a
 * directive, or has root fields within fragments.
 */
export function splitBoard(document: DocumentNode, operationName?: string | null): BoardParts | null {
  const operation = getOperationAST(document, operationName)
  if (operation?.operation !== 'query') return null
  const fields = operation.selectionSet.selections.flatMap((each) => (each.kind === Kind.FIELD ? [each] : []))
  const [board, ...more] = fields.filter(({ name }) => name.value === 'board')
  if (!board || more.length || board.directives?.length) return null
  if (fields.length < operation.selectionSet.selections.length) return null
  const others = fields.filter((field) => field !== board)
  const keys = fields.map(({ alias, name }) => (alias ?? name).value)
  return {
    key: (board.alias ?? board.name).value,
    board: selecting(document, operation, [board]),
    others: others.length ? selecting(document, operation, others) : null,
    keys: [...new Set(keys)],
  }
}

/** The document with these root fields in place of its own. Its fragments stay. */
function selecting(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  selections: readonly SelectionNode[],
): DocumentNode {
  const narrowed = { ...operation, selectionSet: { ...operation.selectionSet, selections } }
  return { ...document, definitions: document.definitions.map((each) => (each === operation ? narrowed : each)) }
}
