import { AppError } from '#server/platform/errors.ts'
import { inParts } from '#server/platform/in-parts.ts'
import { checkCell } from './cells.ts'
import type { RosterCells } from './header.ts'
import type {
  AnyKind,
  ChangedCell,
  Columns,
  Comparison,
  Effect,
  Entry,
  KeptText,
  Moment,
  PlannedRow,
  RefusedCell,
  RowCounts,
  RowKind,
} from './kind.ts'
import type { RosterRow } from './parse.ts'
import { nameBefore } from './readings.ts'
import { type KnownTexts, settledColumns, withoutSettled } from './settled.ts'

/** The result of checking a row: its values and the texts that are kept beside them, or all reasons for which it is refused. */
export type CheckedRow = { ok: true; value: Entry; texts: KeptText[] } | { ok: false; reasons: RefusedCell[] }

/** Checks one row by itself. Whether it is kept already, or twice in the file, is checked elsewhere. */
export function checkRow(
  { columns, needs, keepsTexts: mayKeep }: Pick<AnyKind, 'columns' | 'needs' | 'keepsTexts'>,
  cells: RosterCells,
): CheckedRow {
  const value: Record<string, Entry[string]> = {}
  const texts: KeptText[] = []
  const reasons: RefusedCell[] = []
  for (const [column, { cell, isRequired, decides, mayClear }] of Object.entries(columns as Columns)) {
    const text = cells[column]
    if (text === undefined && !isRequired) continue
    const { keepsText, isDoubtful = false, ...checked } = checkCell(cell, text ?? '', mayClear)
    if ('value' in checked) {
      if (checked.value === null && isRequired) reasons.push({ column, reason: 'REQUIRED' })
      else value[column] = checked.value
      if (keepsText) texts.push({ column, text: text!, isDoubtful })
    } else if (!mayKeep || isRequired || decides || needs.some((each) => each.includes(column))) {
      reasons.push({ column, ...checked })
    } else {
      value[column] = null
      texts.push({ column, text: text!, isDoubtful: true })
    }
  }
  return reasons.length > 0 ? { ok: false, reasons } : { ok: true, value: withNames(columns, value, texts), texts }
}

/** The values, with the names of persons that stand in the cells of their phone numbers: 张三13800138000. */
function withNames(columns: Columns, value: Entry, texts: readonly KeptText[]): Entry {
  const names = texts.flatMap(({ column, text }) => {
    const person = columns[column]!.phoneOf
    const name = person && !value[person] ? nameBefore(text) : null
    return name ? [[person!, name] as const] : []
  })
  return { ...value, ...Object.fromEntries(names) }
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
    const checked = checkRow(kind, cells)
    const entry = checked.ok ? checked.value : null
    const reasons: RefusedCell[] = checked.ok ? [] : checked.reasons
    const identity = entry && kind.identity?.(entry)
    const first = identity && firstRows.get(identity.value)
    if (first) {
      const other = first.sheet === sheet ? {} : { sheet: first.sheet }
      reasons.push({ column: identity.column, reason: 'DUPLICATE', detail: String(first.row), ...other })
    } else if (identity) firstRows.set(identity.value, { sheet, row })
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
      texts: checked.ok ? checked.texts : [],
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
export function rowComparer(
  kind: AnyKind,
  { texts: known, ...state }: { texts: KnownTexts } & Record<string, unknown>,
  moment: Moment<unknown>,
): (row: PlannedRow) => ComparedRow {
  const compare = kind.comparer(state as never, moment)
  return (row) => {
    const { entry } = row
    if (!entry) return { row }
    if (row.reasons.length > 0) return { row: refused(row, row.reasons) }
    const comparison = comparedOrRefused(kind, () =>
      compare(entry, row, (subjectId) => withoutSettled(kind, { entry, texts: row.texts }, subjectId, known)),
    )
    if (Array.isArray(comparison)) return { row: refused(row, comparison) }
    const { isNew, isDoubtful, subjectId, effect, name = row.name, key = row.key } = comparison
    const texts = comparison.texts ?? row.texts
    const changes = [...(comparison.changes ?? [])]
    const read = comparison.entry ?? entry
    if (!isNew && subjectId) changes.push(...changesOfTexts({ ...row, entry: read, texts }, subjectId, changes, known))
    const rowKind: RowKind = isNew ? 'CREATE' : isDoubtful ? 'DOUBT' : changes.length > 0 ? 'CHANGE' : 'SAME'
    return { row: { ...row, entry: read, kind: rowKind, subjectId, changes, texts, name, key: key ?? '' }, effect }
  }
}

/** What a row changes of the texts that are kept of its subject: another one, or a value in place of one. */
function changesOfTexts(
  { entry, texts }: PlannedRow,
  subjectId: string,
  changes: readonly ChangedCell[],
  known: KnownTexts,
): ChangedCell[] {
  const settled = settledColumns({ entry: entry!, texts }, subjectId, known)
  return Object.entries(entry!).flatMap(([column, value]) => {
    if (settled.has(column)) return []
    const from = known.get(`${subjectId} ${column}`)?.text
    const to = texts.find((each) => each.column === column)?.text ?? (from && value !== null ? String(value) : from)
    if (from === to || changes.some((each) => each.column === column)) return []
    return [{ column, from: from ?? '', to: to ?? '', isText: true }]
  })
}

const refused = (row: PlannedRow, reasons: RefusedCell[]): PlannedRow => ({
  ...row,
  kind: 'REFUSE',
  entry: null,
  reasons,
  texts: [],
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
  return {
    created: count('CREATE'),
    changed: count('CHANGE'),
    unchanged: count('SAME'),
    doubtful: count('DOUBT'),
    refused: count('REFUSE'),
  }
}
