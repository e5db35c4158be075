import {
  astFromValue,
  type DocumentNode,
  type ExecutionArgs,
  type FieldNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  print,
  typeFromAST,
  type ValueNode,
  visit,
} from 'graphql'

/**
 * What subscribers share: a subscription's document without the subscriber's position, with the value of each variable in
 * its place. Two subscribers with the same text ask the same, however they name their variables.
 */
export type SharedDocument = { document: DocumentNode; text: string }

/** The arguments of a subscription field that say which stream is followed and from where. They never shape an answer. */
const positionArguments = ['unionId', 'after', 'epoch']

/** A document without the position. The text is printed where no variable is left in it. */
type Prepared = { document: DocumentNode; operation: OperationDefinitionNode; text: string | null }

const prepared = new WeakMap<DocumentNode, Map<string | null | undefined, Prepared>>()

/** Yoga parses the same text once, so that each document is prepared once for each of its operations. */
export function sharedDocument({ schema, document, operationName, variableValues }: ExecutionArgs): SharedDocument {
  const byName = prepared.get(document) ?? new Map<string | null | undefined, Prepared>()
  prepared.set(document, byName)
  const known = byName.get(operationName) ?? withoutPosition(document, getOperationAST(document, operationName)!)
  byName.set(operationName, known)
  if (known.text !== null) return { document: known.document, text: known.text }
  const whole = withValues(known, schema, variableValues)
  return { document: whole, text: print(whole) }
}

/** The one operation without its name, its position and its list of variables. */
function withoutPosition({ definitions }: DocumentNode, operation: OperationDefinitionNode): Prepared {
  // the validation rule OneRootFieldRule has made sure that a subscription selects exactly one field
  const field = operation.selectionSet.selections[0] as FieldNode
  const selections = [{ ...field, arguments: withAnyPosition(field) }]
  const selectionSet = { ...operation.selectionSet, selections }
  const unnamed = { ...operation, name: undefined, variableDefinitions: [], selectionSet }
  const fragments = definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [unnamed, ...fragments] }
  return { document, operation, text: hasVariables(document) ? null : print(document) }
}

/** The arguments of the field without the position. `after` is required, and so it gets a value that nobody reads. */
function withAnyPosition(field: FieldNode): FieldNode['arguments'] {
  const others = field.arguments?.filter(({ name }) => !positionArguments.includes(name.value)) ?? []
  const after = { kind: Kind.NAME, value: 'after' } as const
  return [{ kind: Kind.ARGUMENT, name: after, value: { kind: Kind.INT, value: '0' } }, ...others]
}

function hasVariables(document: DocumentNode): boolean {
  let isFound = false
  visit(document, {
    Variable: () => {
      isFound = true
    },
  })
  return isFound
}

/** The document with the value of each variable in its place. An argument whose variable has no value is left out. */
function withValues(
  { document, operation }: Prepared,
  schema: GraphQLSchema,
  inputs: ExecutionArgs['variableValues'],
): DocumentNode {
  const definitions = operation.variableDefinitions ?? []
  // GraphQL has checked these values before it has called the field's subscribe function
  const { coerced = {} } = getVariableValues(schema, definitions, inputs ?? {})
  const values = new Map<string, ValueNode | null>()
  for (const { variable, type } of definitions) {
    const name = variable.name.value
    if (name in coerced) values.set(name, astFromValue(coerced[name], typeFromAST(schema, type) as GraphQLInputType)!)
  }
  const valueIn = (node: ValueNode) => (node.kind === Kind.VARIABLE ? values.get(node.name.value) : node)
  const withValue = <N extends { value: ValueNode }>(node: N): N | null => {
    const value = valueIn(node.value)
    return value ? { ...node, value } : null
  }
  return visit(document, {
    Argument: { leave: withValue },
    ObjectField: { leave: withValue },
    ListValue: {
      leave: (list) => ({ ...list, values: list.values.map((each) => valueIn(each) ?? { kind: Kind.NULL }) }),
    },
  })
}
