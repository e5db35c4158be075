import { Prisma } from '#codegen/prisma/client.ts'
import { batches } from '#server/modules/enterprises/bulk.ts'
import { inParts } from '#server/platform/in-parts.ts'
import { db } from '#server/postgres/db.ts'
import type { PlannedRow } from './kind.ts'

// a roster may have as many megabytes of rows as its file: each part of them is read in a few milliseconds
const rowsOfPart = 1000

/** The rows of a roster as JSON, in parts. */
export const textsOfRows = (rows: readonly PlannedRow[]): Promise<string[]> =>
  inParts(rows, (part) => [JSON.stringify(part)])

// what one statement brings is sent in one go; each writes the whole column anew, so that there are few of them
const partsOfStatement = 10

/** Keeps the rows of a roster that was inserted without them. */
export const storeRows = (rosterId: string, texts: readonly string[]): Prisma.Sql[] =>
  batches(texts, partsOfStatement).map((some) => {
    const parts = some.map((text, nth) => Prisma.sql`(${nth}::int, ${text}::jsonb)`)
    return Prisma.sql`
      UPDATE "RosterImport" SET rows = rows || (
        SELECT jsonb_agg(r.value ORDER BY p.nth, r.ordinality)
        FROM (VALUES ${Prisma.join(parts)}) AS p(nth, rows), jsonb_array_elements(p.rows) WITH ORDINALITY r
      ) WHERE id = ${rosterId}::uuid`
  })

/** Reads the rows of a roster. They do not change before it is applied; between that and its undoing the doubtful ones alone do. */
export async function readStoredRows(rosterId: string): Promise<PlannedRow[]> {
  const rows: PlannedRow[] = []
  for (;;) {
    const range = `$[${rows.length} to ${rows.length + rowsOfPart - 1}]`
    const [found] = await db.$queryRaw<{ part: string }[]>`
      SELECT jsonb_path_query_array(rows, ${range}::jsonpath)::text AS part FROM "RosterImport"
      WHERE id = ${rosterId}::uuid`
    const part = JSON.parse(found!.part) as PlannedRow[]
    for (const row of part) rows.push(row)
    if (part.length < rowsOfPart) return rows
  }
}
