import { queryFromInfo } from '@pothos/plugin-prisma'
import type { GraphQLResolveInfo } from 'graphql'
import type { Enterprise, Prisma } from '#codegen/prisma/client.ts'
import type { Context } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'

/** Reads these enterprises together, with what the query asks of them at these paths, by their ids. */
export async function readShown(
  ids: readonly string[],
  visible: Prisma.EnterpriseWhereInput,
  paths: string[][],
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Map<string, Enterprise>> {
  if (ids.length === 0) return new Map()
  const query = queryFromInfo({ context, info, typeName: 'Enterprise', paths, select: { id: true } })
  const rows = await db.enterprise.findMany({ ...query, where: { AND: [{ id: { in: [...ids] } }, visible] } })
  return new Map(rows.map((row) => [row.id, row as Enterprise]))
}
