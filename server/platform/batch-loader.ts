import DataLoader from 'dataloader'
import type { GraphQLResolveInfo } from 'graphql'
import type { Context } from './context.ts'

type Loaders = Map<string, DataLoader<string, unknown>>

/** The loaders of each request by the field of its document for which they load. */
const loaders = new WeakMap<Context, WeakMap<object, Loaders>>()

/** The names of the fields that lead to a field, without the places in lists on the way. */
function placeOf({ path }: GraphQLResolveInfo): string {
  const names: (string | number)[] = []
  for (let at: GraphQLResolveInfo['path'] | undefined = path; at; at = at.prev) names.push(at.key)
  return names.filter((key) => typeof key === 'string').join('.')
}

/**
 * The loader that reads together what one field of a request needs for many rows. `key` tells apart what the same field
 * needs by other arguments. It remembers nothing: a subscription asks by the same context again and again.
 */
export function batchLoader<T>(
  { context, info, key }: { context: Context; info: GraphQLResolveInfo; key: string },
  read: (ids: readonly string[]) => Promise<T[]>,
): DataLoader<string, T> {
  const ofContext = loaders.get(context) ?? new WeakMap<object, Loaders>()
  loaders.set(context, ofContext)
  const [node] = info.fieldNodes
  const ofField: Loaders = ofContext.get(node!) ?? new Map()
  ofContext.set(node!, ofField)
  const name = `${info.parentType.name} ${placeOf(info)} ${key}`
  const known = ofField.get(name)
  if (known) return known as DataLoader<string, T>
  const loader = new DataLoader<string, T>(
    async (ids) => {
      ofField.delete(name)
      const different = [...new Set(ids)]
      const found = await read(different)
      return ids.map((id) => found[different.indexOf(id)]!)
    },
    { cache: false },
  )
  ofField.set(name, loader as DataLoader<string, unknown>)
  return loader
}
