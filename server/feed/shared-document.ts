import {
  type DocumentNode,
  type FieldNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  print,
  visit,
} from 'graphql'

/** What is left of a subscription's document without the subscriber's position: the part that subscribers share. */
export type SharedDocument = {
  document: DocumentNode
  /** The printed document. Two subscribers with the same text and the same values of `variables` ask the same. */
  text: string
  /** The names of the variables that stand anywhere else than in the position. */
  variables: readonly string[]
}

/** The arguments of a subscription field that say which stream is followed and from where. They never shape an answer. */
const positionArguments = ['unionId', 'after', 'epoch']

const prepared = new WeakMap<DocumentNode, Map<string | null | undefined, SharedDocument>>()

/** Yoga parses the same text once, so that each document is prepared once for each of its operations. */
export function sharedDocument(document: DocumentNode, operationName: string | null | undefined): SharedDocument {
  const byName = prepared.get(document) ?? new Map<string | null | undefined, SharedDocument>()
  prepared.set(document, byName)
  const shared = byName.get(operationName) ?? withoutPosition(document, getOperationAST(document, operationName)!)
  byName.set(operationName, shared)
  return shared
}

/** The one operation without its name, without its position, and without the variables that only the position used. */
function withoutPosition({ definitions }: DocumentNode, operation: OperationDefinitionNode): SharedDocument {
  // the validation rule OneRootFieldRule has made sure that a subscription selects exactly one field
  const field = operation.selectionSet.selections[0] as FieldNode
  const selections = [{ ...field, arguments: withAnyPosition(field) }]
  const unnamed = { ...operation, name: undefined, selectionSet: { ...operation.selectionSet, selections } }
  const fragments = definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
  const used = usedVariables({
    kind: Kind.DOCUMENT,
    definitions: [{ ...unnamed, variableDefinitions: [] }, ...fragments],
  })
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value))
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [{ ...unnamed, variableDefinitions }, ...fragments],
  }
  const variables = (variableDefinitions ?? []).map(({ variable }) => variable.name.value)
  return { document, text: print(document), variables }
}

/** The arguments of the field without the position. `after` is required, and so it gets a value that nobody reads. */
function withAnyPosition(field: FieldNode): FieldNode['arguments'] {
  const others = field.arguments?.filter(({ name }) => !positionArguments.includes(name.value)) ?? []
  const after = { kind: Kind.NAME, value: 'after' } as const
  return [{ kind: Kind.ARGUMENT, name: after, value: { kind: Kind.INT, value: '0' } }, ...others]
}

function usedVariables(document: DocumentNode): Set<string> {
  const used = new Set<string>()
  visit(document, { Variable: ({ name }) => void used.add(name.value) })
  return used
}
