import {
  type ConstValueNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  getNamedType,
  getOperationAST,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from 'graphql'
import { mostRows, usualRows } from '#server/platform/page.ts'
import { schema } from '#server/schema.ts'

type Field = GraphQLField<unknown, unknown>
type Variables = Readonly<Record<string, unknown>> | null | undefined

/** What is executed: a valid document, and which of its operations with which variables. */
export type Operation = { document: DocumentNode; operationName?: string | null; variableValues?: Variables }

/**
 * What an operation costs: two for each object of the largest answer that it can have and one for each other value. A page
 * counts with the number of its rows, a list without pages with the most rows that it can have, and a list of the schema itself
 * with as many entries as there are on average. 0 where the document has no such operation.
 */
export function costOf({ document, operationName, variableValues }: Operation): number {
  const operation = getOperationAST(document, operationName)
  const root = operation && schema.getRootType(operation.operation)
  if (!operation || !root) return 0
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each)
  }
  const costs = new Map<string, number>()
  const variables = { ...defaultsOf(operation), ...variableValues }

  function costOfFragment(name: string): number {
    const earlier = costs.get(name)
    if (earlier !== undefined) return earlier
    const { selectionSet, typeCondition } = fragments.get(name)!
    const cost = costOfSelections(selectionSet, typeCondition.name.value)
    costs.set(name, cost)
    return cost
  }

  function costOfSelections({ selections }: SelectionSetNode, typeName: string): number {
    let cost = 0
    for (const each of selections) {
      if (each.kind === Kind.FRAGMENT_SPREAD) cost += costOfFragment(each.name.value)
      else if (each.kind === Kind.INLINE_FRAGMENT)
        cost += costOfSelections(each.selectionSet, each.typeCondition?.name.value ?? typeName)
      else cost += costOfField(each, typeName)
    }
    return cost
  }

  function costOfField(node: FieldNode, typeName: string): number {
    const field = fieldOf(typeName, node.name.value)
    if (!field || !node.selectionSet) return 1
    const each = costOfSelections(node.selectionSet, getNamedType(field.type).name)
    const most = mostOf(field, typeName)
    return most === undefined ? 2 + rowsOf(node, field, variables) * each : most * (2 + each)
  }

  return Math.ceil(costOfSelections(operation.selectionSet, root.name))
}

/** The definition of a field that has fields itself; undefined for every other one, such as `__typename`. */
function fieldOf(typeName: string, name: string): Field | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef
  const type = schema.getType(typeName)
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined
  return field && isCompositeType(getNamedType(field.type)) ? field : undefined
}

/** How many entries a list has that has no pages; undefined for every other field. */
function mostOf({ name, extensions }: Field, typeName: string): number | undefined {
  const type = schema.getType(typeName)
  return type && isIntrospectionType(type) ? lengthsOfLists.get(`${typeName}.${name}`) : (extensions.most as number)
}

/** How many entries the lists of the schema itself have on average, by type and field. */
const lengthsOfLists = readLengths()

function readLengths(): ReadonlyMap<string, number> {
  const types = Object.values(schema.getTypeMap())
  const objects = types.filter(isObjectType)
  const fields = objects.flatMap((type) => Object.values(type.getFields()))
  const inputFields = types.filter(isInputObjectType).flatMap((type) => Object.values(type.getFields()))
  const values = types.filter(isEnumType).flatMap((type) => type.getValues())
  const args = fields.flatMap((field) => field.args)
  return new Map([
    ['__Schema.types', types.length],
    ['__Schema.directives', schema.getDirectives().length],
    ['__Type.fields', fields.length / types.length],
    ['__Type.inputFields', inputFields.length / types.length],
    ['__Type.enumValues', values.length / types.length],
    ['__Type.interfaces', 1],
    ['__Type.possibleTypes', 1],
    // about every second type that is named somewhere is a list of another one, or one that is never null
    ['__Type.ofType', 0.5],
    ['__Field.args', args.length / fields.length],
    ['__Directive.args', 2],
  ])
}

/** A number or a list as it stands in a document; undefined for everything else. */
function sizeIn(value: ConstValueNode | ValueNode | undefined): unknown {
  if (value?.kind === Kind.LIST) return value.values
  return value?.kind === Kind.INT ? Number(value.value) : undefined
}

/** The values that variables have which the caller leaves out. */
const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> =>
  Object.fromEntries(
    variableDefinitions.map(({ variable, defaultValue }) => [variable.name.value, sizeIn(defaultValue)]),
  )

/** How many rows a field gives that pages or takes ids; 1 for every other one. */
function rowsOf({ arguments: args = [] }: FieldNode, field: Field, variables: Record<string, unknown>): number {
  const given = (value: ValueNode): unknown =>
    value.kind === Kind.VARIABLE ? variables[value.name.value] : sizeIn(value)
  const ids = args.find(({ name }) => name.value === 'ids')
  if (ids) {
    const list = given(ids.value)
    return Array.isArray(list) ? Math.min(list.length, mostRows) : 1
  }
  const first = field.args.find(({ name }) => name === 'first')
  if (!first) return 1
  const sizes = args
    .filter(({ name }) => name.value === 'first' || name.value === 'last')
    .map(({ value }) => given(value))
    .filter((size) => typeof size === 'number')
  // a page whose size is left out, or is none that can be used, has the usual one
  return sizes.length === 0 ? Number(first.defaultValue ?? usualRows) : Math.min(Math.max(0, ...sizes), mostRows)
}
