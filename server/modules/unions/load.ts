import { Prisma, type Zone } from '#codegen/prisma/client.ts'
import { many, type Read } from '#server/log/load.ts'
import { notFound } from '#server/platform/errors.ts'
import type { Tx } from '#server/postgres/db.ts'

/** Locks the union's row, so that two rows which are put at the end of one of its lists at once do not take one place. */
export async function lockUnion(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "TradeUnion" WHERE id = ${id}::uuid FOR NO KEY UPDATE`
}

/** NOT_FOUND, on the field that gives the ids, where the union does not have all of these zones. Each is named once. */
export async function checkZones(tx: Tx, unionId: string, ids: string[], field: string): Promise<void> {
  if ((await tx.zone.count({ where: { unionId, id: { in: ids } } })) < ids.length) throw notFound(field)
}

/** Reads those of these zones that the union has. */
export const readZones = (unionId: string, ids: readonly string[]): Read<Zone[]> =>
  many(Prisma.sql`SELECT * FROM "Zone" WHERE "unionId" = ${unionId}::uuid AND id = ANY(${[...ids]}::uuid[])`)
