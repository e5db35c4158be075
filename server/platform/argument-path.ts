import { type ASTNode, type GraphQLError, Kind, parse, type ValueNode, visit } from 'graphql'

/**
 * The path to what an error of parsing, validation or of a variable is about: the name of the field's argument, and below it
 * the fields and the places in lists, such as `input.rows.3.phone`. A variable is found where the document uses it, so
 * that the path is the same whatever the caller has called it. Undefined where the error is about no argument.
 */
export function argumentPath({ message, nodes }: GraphQLError): string | undefined {
  const [node] = nodes ?? []
  if (!node) return undefined
  const missing = /[Ff]ield "(?:\w+\.)?(\w+)" of required type /.exec(message)?.[1]
  const variable = /^Variable "\$(\w+)"/.exec(message)?.[1]
  if (variable) {
    const place = placeIn(node, (value) => value.kind === Kind.VARIABLE && value.name.value === variable) ?? variable
    const below = [...message.matchAll(/ at "\w+([\w.[\]]*)"[;.]/g)].at(-1)?.[1] ?? ''
    return joined(place + below.replace(/\[(\d+)\]/g, '.$1'), missing)
  }
  if (node.kind === Kind.ARGUMENT) return node.name.value
  const required = /^Field "\w+" argument "(\w+)" of type /.exec(message)?.[1]
  if (required) return required
  const place = placeIn(node, ({ loc }) => loc?.start === node.loc?.start && loc?.end === node.loc?.end)
  return place && joined(place, missing)
}

const joined = (path: string, field: string | undefined) => (field ? `${path}.${field}` : path)

type Value = ValueNode | { kind: Kind.OBJECT_FIELD; loc?: ASTNode['loc'] }

/** The path to the first value in the arguments of the node's document that passes the test. */
function placeIn({ loc }: ASTNode, test: (value: Value) => boolean): string | undefined {
  if (!loc) return undefined
  let found: string | undefined
  visit(parse(loc.source), {
    Argument({ name, value }) {
      for (const [each, path] of valuesIn(value, name.value)) if (test(each)) found ??= path
    },
  })
  return found
}

function* valuesIn(value: ValueNode, path: string): Generator<[Value, string]> {
  yield [value, path]
  if (value.kind === Kind.LIST) {
    for (const [i, each] of value.values.entries()) yield* valuesIn(each, `${path}.${i}`)
  }
  if (value.kind === Kind.OBJECT) {
    for (const field of value.fields) {
      const at = `${path}.${field.name.value}`
      yield [field, at]
      yield* valuesIn(field.value, at)
    }
  }
}
