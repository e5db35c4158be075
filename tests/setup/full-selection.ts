import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql'

const needsArguments = (field: GraphQLField<unknown, unknown>) =>
  field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)

/** Everything that can be asked of a type, `depth` objects deep: edges and nodes count as one. */
export function fullSelection(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type)
    if (needsArguments(field)) return []
    if (isScalarType(inner) || isEnumType(inner)) return [field.name]
    if (!isObjectType(inner)) return []
    const next = /(Edge|Connection)$/.test(inner.name) ? depth : depth - 1
    if (next < 0) return []
    const selection = fullSelection(inner, next)
    return selection === '{ __typename }' ? [] : [`${field.name} ${selection}`]
  })
  return `{ ${fields.join(' ') || '__typename'} }`
}
