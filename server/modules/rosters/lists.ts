import { db } from '#server/postgres/db.ts'
import type { PlannedRow, RowKind } from './compare.ts'

/**
 * The rows of a roster from `offset` on, `limit` at most, in the order of the file; `kinds` narrows them first. The
 * database cuts the page out, since the rows of one roster may be many megabytes of JSON. The caller checks the right.
 */
export async function readRosterRows(
  rosterId: string,
  kinds: RowKind[] | null | undefined,
  { limit, offset }: { limit: number; offset: number },
): Promise<PlannedRow[]> {
  const rows = await db.$queryRaw<{ value: PlannedRow }[]>`
    SELECT r.value FROM "RosterImport" i, jsonb_array_elements(i.rows) WITH ORDINALITY AS r(value, place)
    WHERE i.id = ${rosterId}::uuid AND (${kinds ?? null}::text[] IS NULL OR r.value ->> 'kind' = ANY(${kinds ?? null}))
    ORDER BY r.place LIMIT ${limit} OFFSET ${offset}`
  return rows.map(({ value }) => value)
}
