import { Prisma } from '#codegen/prisma/client.ts'
import { Order } from '#server/platform/keyset.ts'
import { boundsOf, Connection, countOf, makePage, type PageArgs, pageOf } from '#server/platform/page.ts'
import { db } from '#server/postgres/db.ts'
import type { AnyKind, Columns, PlannedRow, RowKind } from './kind.ts'

/** The rows of a roster in the order of the file: a cursor holds the number of its row. */
const byPlace = new Order('RosterRow', { place: 'int asc' })

/**
 * The rows of a roster, with the columns of its kind; `kinds` narrows them first. The database cuts the page out, since the rows of one roster may be
 * many megabytes of JSON. The caller checks the right. INVALID where an argument of the page is.
 */
export function rosterRows(
  rosterId: string,
  { columns, subjectType }: AnyKind,
  { kinds, toCheck, ...args }: PageArgs & { kinds?: RowKind[] | null; toCheck?: boolean | null },
): Connection<PlannedRow & { place: number; columns: Columns; subjectType?: string | undefined }> {
  const page = pageOf(args, (cursor, field) => byPlace.read(cursor, field))
  const all = Prisma.sql`"RosterImport" i, jsonb_array_elements(i.rows) WITH ORDINALITY AS r(value, place)
    WHERE i.id = ${rosterId}::uuid AND (${kinds ?? null}::text[] IS NULL OR r.value ->> 'kind' = ANY(${kinds ?? null}))
      AND (NOT ${toCheck ?? false}::boolean OR r.value @? '$.texts[*] ? (@.isDoubtful == true)')`
  const read = async () => {
    const bounds = boundsOf(page, (values, side) => Prisma.sql`AND ${byPlace.sql(values, side, 'r')}`)
    const found = await db.$queryRaw<{ value: PlannedRow; place: number }[]>`
      SELECT r.value, r.place::int FROM ${all} ${bounds.length ? Prisma.join(bounds, ' ') : Prisma.empty}
      ORDER BY ${byPlace.orderSql('r', page.backwards)} LIMIT ${page.size + 1}`
    const places = found.map(({ value, place }) => ({
      cursor: byPlace.cursorOf([place]),
      node: { ...value, place, columns, subjectType },
    }))
    return makePage(page, places, (side) => async () => {
      const place = byPlace.sql((side === 'at or before' ? page.after : page.before)!, side, 'r')
      const rows = await db.$queryRaw<object[]>`SELECT 1 FROM ${all} AND ${place} LIMIT 1`
      return rows.length > 0
    })
  }
  return new Connection(read, async () => {
    const [found] = await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM ${all}`
    return countOf(found!.count)
  })
}

/**
 * The rows of a roster of one kind from `offset` on, `limit` at most, for the export. A roster’s rows never change.
 * The caller checks the right.
 */
export async function readRosterRows(
  rosterId: string,
  kind: RowKind,
  { limit, offset }: { limit: number; offset: number },
): Promise<PlannedRow[]> {
  const rows = await db.$queryRaw<{ value: PlannedRow }[]>`
    SELECT r.value FROM "RosterImport" i, jsonb_array_elements(i.rows) WITH ORDINALITY AS r(value, place)
    WHERE i.id = ${rosterId}::uuid AND r.value ->> 'kind' = ${kind}
    ORDER BY r.place LIMIT ${limit} OFFSET ${offset}`
  return rows.map(({ value }) => value)
}
