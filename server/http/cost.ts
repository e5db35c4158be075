import {
  type ASTVisitor,
  type FieldNode,
  GraphQLError,
  type GraphQLField,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'
import { mostRows, usualRows } from '#server/platform/page.ts'

type Field = GraphQLField<unknown, unknown>

/**
 * The validation rule that an operation costs at most `limit`: two for each object of the largest answer that it can have and
 * one for each other value. A page counts with the number of its rows, a list without pages with the most rows that it can have.
 * `reject` is called with the error of an operation that costs more.
 */
export const costRule =
  (limit: number, reject: (error: GraphQLError) => void) =>
  (context: ValidationContext): ASTVisitor => {
    const costs = new Map<string, number>()
    const schema = context.getSchema()

    const costOfFragment = (name: string): number => {
      const known = costs.get(name)
      if (known !== undefined) return known
      // a circle of fragments, which another rule refuses, counts once
      costs.set(name, 0)
      const fragment = context.getFragment(name)
      const cost = fragment ? costOf(fragment.selectionSet, fragment.typeCondition.name.value) : 0
      costs.set(name, cost)
      return cost
    }

    function costOf({ selections }: SelectionSetNode, typeName: string): number {
      let cost = 0
      for (const each of selections) {
        if (each.kind === Kind.FRAGMENT_SPREAD) cost += costOfFragment(each.name.value)
        else if (each.kind === Kind.INLINE_FRAGMENT)
          cost += costOf(each.selectionSet, each.typeCondition?.name.value ?? typeName)
        else cost += costOfField(each, typeName)
      }
      return cost
    }

    function costOfField(node: FieldNode, typeName: string): number {
      const type = schema.getType(typeName)
      // a field that is none is refused by another rule; the schema itself costs nothing
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined
      if (!field) return node.name.value === '__typename' ? 1 : 0
      const named = getNamedType(field.type)
      if (!isCompositeType(named) || !node.selectionSet) return 1
      const { most } = field.extensions as { most?: number }
      const each = costOf(node.selectionSet, named.name)
      return most === undefined ? 2 + rowsOf(node, field) * each : most * (2 + each)
    }

    return {
      OperationDefinition({ operation, selectionSet }) {
        const type = schema.getRootType(operation)
        const cost = type ? costOf(selectionSet, type.name) : 0
        if (cost > limit) reject(new GraphQLError(`Query Cost limit of ${limit} exceeded, found ${cost}.`))
      },
    }
  }

/** How many rows a field gives that pages or takes ids; 1 for every other one. A number that is a variable may be any. */
function rowsOf({ arguments: args = [] }: FieldNode, field: Field): number {
  const ids = args.find(({ name }) => name.value === 'ids')
  if (ids) return ids.value.kind === Kind.LIST ? ids.value.values.length : mostRows
  const first = field.args.find(({ name }) => name === 'first')
  if (!first) return 1
  const sizes = args.filter(({ name }) => name.value === 'first' || name.value === 'last')
  if (sizes.length === 0) return Number(first.defaultValue ?? usualRows)
  return Math.max(
    ...sizes.map(({ value }) => (value.kind === Kind.INT ? Math.min(Number(value.value), mostRows) : mostRows)),
  )
}
