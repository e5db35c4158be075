import type { Prisma } from '#codegen/prisma/client.ts'
import type { Viewer } from '#server/platform/context.ts'
import type { Tx } from '#server/platform/db.ts'
import { invalid, notFound } from '#server/platform/errors.ts'

/** A filter that lets no row through. */
export const nothing = { id: { in: [] as string[] } }

/** A viewer's unions: its own; a district sees the sub-districts under it as well. */
export const ownUnions = (viewer: Viewer): Prisma.TradeUnionWhereInput =>
  viewer.role === 'DISTRICT' ? { OR: [{ id: viewer.unionId }, { parentId: viewer.unionId }] } : { id: viewer.unionId }

/** The one sub-district union that is meant: the named one, or the only one the viewer has. INVALID where several. */
export async function theUnion(tx: Tx, viewer: Viewer, unionId?: string | null): Promise<string> {
  if (viewer.role !== 'DISTRICT') {
    if (unionId && unionId !== viewer.unionId) throw notFound('unionId')
    return viewer.unionId
  }
  const found = await tx.tradeUnion.findMany({
    where: { AND: [ownUnions(viewer), { level: 'SUBDISTRICT' }, unionId ? { id: unionId } : {}] },
    select: { id: true },
    take: 2,
  })
  if (found.length === 0) throw notFound('unionId')
  if (found.length > 1) {
    throw invalid('unionId', { zh: '请指明是哪个工会。', en: 'Say which union: you have several.' })
  }
  return found[0]!.id
}
