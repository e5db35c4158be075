import { db } from '#server/postgres/db.ts'

/** When each squad was last heard of: the time of the last event that an account of it has caused; null where there is none. */
export async function readHeardAt(squadIds: readonly string[]): Promise<(Date | null)[]> {
  const rows = await db.squadTally.findMany({
    where: { squadId: { in: [...squadIds] } },
    select: { squadId: true, heardAt: true },
  })
  const found = new Map(rows.map(({ squadId, heardAt }) => [squadId, heardAt]))
  return squadIds.map((id) => found.get(id) ?? null)
}
