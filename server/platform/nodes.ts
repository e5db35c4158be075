import { brandWithType } from '@pothos/core'
import { queryFromInfo } from '@pothos/plugin-prisma'
import type { GraphQLResolveInfo } from 'graphql'
import { builder } from './builder.ts'
import { type Actor, type Context, signedIn } from './context.ts'
import { invalid } from './errors.ts'
import { globalIdOf } from './ids.ts'
import { delegateOf, type Model } from './lists.ts'
import { mostRows } from './page.ts'

/** In which table the rows of a type are, and the Prisma filter for those that somebody may see. */
type NodeType = { model: Model; visible: (actor: Actor) => object }

const nodeTypes = new Map<string, NodeType>()

/** Makes the rows of a GraphQL type readable by their ids alone, as its module lets the viewer see them. */
export const registerNode = (model: Model, visible: NodeType['visible'], name: string = model): void => {
  nodeTypes.set(name, { model, visible })
}

/** The rows with these ids in their order, whatever their types are; null in place of those that the viewer may not see. */
export async function readNodes(
  ids: readonly { typename: string; id: string }[],
  context: Context,
  info: GraphQLResolveInfo,
): Promise<(object | null)[]> {
  const actor = signedIn(context)
  const found = new Map<string, object>()
  for (const typeName of new Set(ids.map(({ typename }) => typename))) {
    const type = nodeTypes.get(typeName)
    if (!type) continue
    const own = ids.filter(({ typename }) => typename === typeName).map(({ id }) => id)
    const query = queryFromInfo({ context, info, typeName, select: { id: true } })
    const where = { AND: [{ id: { in: own } }, type.visible(actor)] }
    for (const row of await delegateOf(type.model).findMany({ ...query, where })) {
      brandWithType(row, typeName as never)
      found.set(`${typeName} ${row.id}`, row)
    }
  }
  return ids.map(({ typename, id }) => found.get(`${typename} ${id}`) ?? null)
}

builder.queryFields((t) => ({
  node: t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    description:
      'The row with this id, of whatever type; null where you may see none. INVALID: the id is not valid. 该编号的对象,不论类型;无权查看或不存在时为空。INVALID:编号无效。',
    args: { id: t.arg.id({ description: 'The global id of the row. 对象的编号。' }) },
    resolve: async (_, { id }, context, info) =>
      (await readNodes([globalIdOf(String(id), 'id')], context, info))[0] ?? null,
  }),
  nodes: t.field({
    type: [builder.nodeInterfaceRef()],
    nullable: { list: false, items: true },
    description:
      'The rows with these ids, in their order; null in the place of each that you may not see. INVALID: an id is not valid, or there are more than 100. 这些编号的对象,按所给顺序;无权查看或不存在的位置为空。INVALID:有编号无效,或超过 100 个。',
    args: { ids: t.arg.idList({ description: 'The global ids of the rows, at most 100. 对象的编号,至多 100 个。' }) },
    resolve: (_, { ids }, context, info) => {
      if (ids.length > mostRows)
        throw invalid('ids', { zh: `至多 ${mostRows} 个编号。`, en: `Give at most ${mostRows} ids.` })
      return readNodes(
        ids.map((id, i) => globalIdOf(String(id), `ids.${i}`)),
        context,
        info,
      )
    },
  }),
}))
