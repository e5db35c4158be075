import { AppError } from '#server/platform/errors.ts'
import { inParts } from '#server/platform/in-parts.ts'
import { checkCell } from './cells.ts'
import type { RosterCells } from './header.ts'
import type {
  AnyKind,
  Columns,
  Comparison,
  Effect,
  Entry,
  Moment,
  PlannedRow,
  RefusedCell,
  RowCounts,
  RowKind,
} from './kind.ts'
import type { RosterRow } from './parse.ts'

/** The result of checking a row: its values, or all reasons for which it is refused. */
export type CheckedRow = { ok: true; value: Entry } | { ok: false; reasons: RefusedCell[] }

/** Checks one row by itself. Whether it is kept already, or twice in the file, is checked elsewhere. */
export function checkRow(columns: Columns, cells: RosterCells): CheckedRow {
  const value: Record<string, Entry[string]> = {}
  const reasons: RefusedCell[] = []
  for (const [column, { cell, isRequired }] of Object.entries(columns)) {
    const text = cells[column]
    if (text === undefined && !isRequired) continue
    const checked = checkCell(cell, text ?? '')
    if ('reason' in checked) reasons.push({ column, ...checked })
    else if (checked.value === null && isRequired) reasons.push({ column, reason: 'REQUIRED' })
    else value[column] = checked.value
  }
  return reasons.length > 0 ? { ok: false, reasons } : { ok: true, value }
}

/**
 * Makes what checks the rows of a file, one after the other, without what is kept: each row by itself, and whether it repeats
 * an earlier row. A row without a fault has the kind CREATE until it is compared.
 */
function rowReader(kind: AnyKind): (row: RosterRow) => PlannedRow {
  const firstRows = new Map<string, { sheet: string; row: number }>()
  let place = 0
  return ({ row, ...raw }) => {
    const sheet = storable(raw.sheet)
    const cells = Object.fromEntries(Object.entries(raw.cells).map(([column, text]) => [column, storable(text ?? '')]))
    const original = raw.original.map(storable)
    const checked = checkRow(kind.columns, cells)
    const entry = checked.ok ? checked.value : null
    const reasons: RefusedCell[] = checked.ok ? [] : checked.reasons
    const identity = entry && kind.identity?.of(entry)
    const first = identity && firstRows.get(identity)
    if (first) {
      const { column } = kind.identity!
      const other = first.sheet === sheet ? {} : { sheet: first.sheet }
      reasons.push({ column, reason: 'DUPLICATE', detail: String(first.row), ...other })
    } else if (identity) firstRows.set(identity, { sheet, row })
    const { name, key } = kind.nameOf(entry ?? cells)
    place += 1
    return {
      sheet,
      row,
      place,
      kind: reasons.length > 0 ? 'REFUSE' : 'CREATE',
      name: String(name ?? ''),
      key: String(key ?? ''),
      subjectId: null,
      entry,
      changes: [],
      reasons,
      original,
    }
  }
}

/** The rows of a file, checked without what is kept. */
export function readRows(kind: AnyKind, rows: readonly RosterRow[]): Promise<PlannedRow[]> {
  const read = rowReader(kind)
  return inParts(rows, (part) => part.map(read))
}

/** The text without characters that PostgreSQL cannot store: NUL, and halves of surrogate pairs. */
export const storable = (text: string): string => text.replace(/[\p{Cs}\0]/gu, '')

/** A compared row, and what is written for it where it is not the same and not refused. */
export type ComparedRow = { row: PlannedRow; effect?: Effect<Entry, unknown>['effect'] }

/**
 * Makes what compares the rows of a roster with what is kept, in the order of the file, and sets the kind, the changes and
 * the subject of each. A row that the rule of the single deed refuses is refused with the sentence of the rule.
 */
export function rowComparer(kind: AnyKind, state: object, moment: Moment<unknown>): (row: PlannedRow) => ComparedRow {
  const compare = kind.comparer(state as never, moment)
  return (row) => {
    const { entry } = row
    if (!entry) return { row }
    if (row.reasons.length > 0) return { row: refused(row, row.reasons) }
    const comparison = comparedOrRefused(kind, () => compare(entry, row))
    if (Array.isArray(comparison)) return { row: refused(row, comparison) }
    const { isNew, subjectId, changes = [], effect, name = row.name, key = row.key } = comparison
    const rowKind: RowKind = isNew ? 'CREATE' : changes.length > 0 ? 'CHANGE' : 'SAME'
    return { row: { ...row, kind: rowKind, subjectId, changes, name, key }, effect }
  }
}

const refused = (row: PlannedRow, reasons: RefusedCell[]): PlannedRow => ({
  ...row,
  kind: 'REFUSE',
  entry: null,
  reasons,
})

/** What the row does, or the cells for which it is refused: those of the field that the rule of the single deed names. */
function comparedOrRefused<F>(
  { columns, needs }: AnyKind,
  compare: () => Comparison<F> | RefusedCell[],
): Comparison<F> | RefusedCell[] {
  try {
    return compare()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { field } = error.details
    return [{ column: field && field in columns ? field : needs[0]![0]!, sentence: error.sentence }]
  }
}

/** How many rows there are of each kind, by the names of a RosterImport's counts. */
export function countRows(rows: readonly PlannedRow[]): RowCounts {
  const count = (kind: RowKind) => rows.filter((row) => row.kind === kind).length
  return { created: count('CREATE'), changed: count('CHANGE'), unchanged: count('SAME'), refused: count('REFUSE') }
}
