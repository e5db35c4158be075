import type { Tx } from '#server/postgres/db.ts'

/** Locks the union's row, so that two rows which are put at the end of one of its lists at once do not take one place. */
export async function lockUnion(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "TradeUnion" WHERE id = ${id}::uuid FOR NO KEY UPDATE`
}
