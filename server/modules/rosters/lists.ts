import { Prisma, type RosterImport } from '#codegen/prisma/client.ts'
import type { RosterKind as KindName } from '#codegen/prisma/enums.ts'
import type { Viewer } from '#server/platform/context.ts'
import { Order } from '#server/platform/keyset.ts'
import { boundsOf, Connection, countOf, makePage, type PageArgs, pageOf } from '#server/platform/page.ts'
import { searchedIn } from '#server/platform/search.ts'
import { db } from '#server/postgres/db.ts'
import { visibleRosters } from './access.ts'
import type { AnyKind, Entry, PlannedRow, RowKind, RowUndo } from './kind.ts'
import type { RowOfKind } from './row-type.ts'

/** How far a roster is. */
export type RosterState = 'PREVIEWED' | 'APPLIED' | 'UNDONE'

/** How far this roster is. */
export const stateOf = ({ appliedAt, undoneAt }: Pick<RosterImport, 'appliedAt' | 'undoneAt'>): RosterState =>
  undoneAt ? 'UNDONE' : appliedAt ? 'APPLIED' : 'PREVIEWED'

/** What a list of rosters is narrowed by. */
export type RosterQuery = { search?: string | null; kinds?: KindName[] | null; states?: RosterState[] | null }

const inState: Record<RosterState, Prisma.RosterImportWhereInput> = {
  PREVIEWED: { appliedAt: null },
  APPLIED: { appliedAt: { not: null }, undoneAt: null },
  UNDONE: { undoneAt: { not: null } },
}

/** The Prisma filter for the rosters that the viewer may see, narrowed by words of the file’s name, by kinds and by states. */
export const rosterWhere = (viewer: Viewer, { search, kinds, states }: RosterQuery): Prisma.RosterImportWhereInput => ({
  AND: [
    visibleRosters(viewer),
    ...searchedIn(search, 'fileName'),
    kinds ? { kind: { in: kinds } } : {},
    states ? { OR: states.map((state) => inState[state]) } : {},
  ],
})

/** The rows of a roster in the order of the file: a cursor holds the number of its row. */
const byPlace = new Order('RosterRow', { place: 'int asc' })

/**
 * The rows of a roster, with the columns of its kind; `kinds` and `outcome` narrow them first. The database cuts the page out, since the rows of one roster may be
 * many megabytes of JSON. The caller checks the right. INVALID where an argument of the page is.
 */
export function rosterRows(
  rosterId: string,
  { columns, subject, readSubjects }: AnyKind,
  {
    kinds,
    outcome,
    toCheck,
    ...args
  }: PageArgs & { kinds?: RowKind[] | null; outcome?: RowUndo['outcome'] | null; toCheck?: boolean | null },
): Connection<RowOfKind> {
  const page = pageOf(args, (cursor, field) => byPlace.read(cursor, field))
  const all = Prisma.sql`"RosterImport" i, jsonb_array_elements(i.rows) WITH ORDINALITY AS r(value, place)
    WHERE i.id = ${rosterId}::uuid AND (${kinds ?? null}::text[] IS NULL OR r.value ->> 'kind' = ANY(${kinds ?? null}))
      AND (${outcome ?? null}::text IS NULL OR r.value -> 'undo' ->> 'outcome' = ${outcome ?? null})
      AND (NOT ${toCheck ?? false}::boolean OR r.value @? '$.texts[*] ? (@.isDoubtful == true)')`
  const read = async () => {
    const bounds = boundsOf(page, (values, side) => Prisma.sql`AND ${byPlace.sql(values, side, 'r')}`)
    const found = await db.$queryRaw<{ value: PlannedRow; place: number }[]>`
      SELECT r.value, r.place::int FROM ${all} ${bounds.length ? Prisma.join(bounds, ' ') : Prisma.empty}
      ORDER BY ${byPlace.orderSql('r', page.backwards)} LIMIT ${page.size + 1}`
    const likenesses = await readLikenesses(
      found.map(({ value }) => value),
      readSubjects,
    )
    const places = found.map(({ value, place }) => ({
      cursor: byPlace.cursorOf([place]),
      node: { ...value, columns, subject, likeness: likenesses?.get(value.subjectId ?? '') },
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

/** Reads what is recorded of what the doubtful ones among these rows are likely to be about, by their row ids. */
export async function readLikenesses(
  rows: readonly PlannedRow[],
  readSubjects: AnyKind['readSubjects'],
): Promise<ReadonlyMap<string, Entry> | undefined> {
  const ids = rows.flatMap(({ kind, subjectId }) => (kind === 'DOUBT' && subjectId ? subjectId : []))
  return ids.length > 0 ? readSubjects?.(ids) : undefined
}

/**
 * The rows of a roster of one kind behind the row with the number `after`, `limit` at most, for the export. The caller checks the
 * right.
 */
export async function readRosterRows(
  rosterId: string,
  kind: RowKind,
  { limit, after }: { limit: number; after: number },
): Promise<PlannedRow[]> {
  const rows = await db.$queryRaw<{ value: PlannedRow; place: number }[]>`
    SELECT r.value, r.place::int FROM "RosterImport" i, jsonb_array_elements(i.rows) WITH ORDINALITY AS r(value, place)
    WHERE i.id = ${rosterId}::uuid AND r.value ->> 'kind' = ${kind} AND r.place > ${after}
    ORDER BY r.place LIMIT ${limit}`
  return rows.map(({ value, place }) => ({ ...value, place }))
}
