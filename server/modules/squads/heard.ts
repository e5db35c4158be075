import { db } from '#server/postgres/db.ts'

/**
 * When each squad was last heard of: the time of the last event about it or its visits and issues that an account of it has
 * caused; null where there is none. It is found from the end of the squad's part of the log, where squads write most.
 */
export async function readHeardAt(squadIds: readonly string[]): Promise<(Date | null)[]> {
  const rows = await db.$queryRaw<{ id: string; at: Date | null }[]>`
    SELECT q.id, (
      SELECT e.at FROM "Event" e
      WHERE e."squadId" = q.id AND e."actorId" = ANY(ARRAY(SELECT a.id FROM "Account" a WHERE a."squadId" = q.id))
      ORDER BY e.seq DESC LIMIT 1) AS at
    FROM unnest(${[...squadIds]}::uuid[]) AS q(id)`
  const found = new Map(rows.map(({ id, at }) => [id, at]))
  return squadIds.map((id) => found.get(id) ?? null)
}
