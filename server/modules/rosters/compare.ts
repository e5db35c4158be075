import type { ContactKind } from '#codegen/prisma/enums.ts'
import { type RosterColumn, rosterColumns } from './columns.ts'
import { checkRosterRow, type RosterEntry, type RowReason } from './row.ts'

/** What becomes of a row. */
export type RowKind = 'CREATE' | 'CHANGE' | 'SAME' | 'REFUSE'

/** Why a row is refused. `detail`: the row it repeats, or the zones there are. */
export type RefusedCell = { column: RosterColumn; reason: RowReason | 'DUPLICATE' | 'NO_SUCH_ZONE'; detail?: string }

/** A value that the file changes. */
export type ChangedCell = { column: RosterColumn; from: string; to: string }

/** A row of a previewed roster, as it is kept until it is applied. */
export type PlannedRow = {
  row: number
  kind: RowKind
  name: string
  creditCode: string
  entry: RosterEntry | null
  changes: ChangedCell[]
  reasons: RefusedCell[]
  original: string[]
}

/** An enterprise of the register by the columns of a roster; an empty text is nothing known. */
export type Known = { id: string; values: Record<RosterColumn, string> }

/** Which columns hold a contact. */
export const contactColumns = [
  { kind: 'OWNER', name: 'contactName', phone: 'contactPhone' },
  { kind: 'UNION_CHAIR', name: 'unionChairName', phone: 'unionChairPhone' },
  { kind: 'HEALTH', name: 'healthContactName', phone: 'healthContactPhone' },
] as const satisfies { kind: ContactKind; name: RosterColumn; phone: RosterColumn }[]

/** Reads the rows of a file: what is wrong with each by itself, with its zone, or because it stands there twice. */
export function readRows(
  rows: { row: number; cells: Partial<Record<RosterColumn, string>>; original: string[] }[],
  zones: string[],
): PlannedRow[] {
  const firstRows = new Map<string, number>()
  return rows.map(({ row, ...raw }) => {
    const cells = mapValues(raw.cells, storable)
    const original = raw.original.map(storable)
    const checked = checkRosterRow(cells)
    const entry = checked.ok ? checked.value : null
    const reasons: RefusedCell[] = checked.ok ? [] : checked.reasons
    const first = entry && firstRows.get(entry.creditCode)
    if (first) reasons.push({ column: 'creditCode', reason: 'DUPLICATE', detail: String(first) })
    else if (entry) firstRows.set(entry.creditCode, row)
    if (entry?.zone && !zones.includes(entry.zone)) {
      reasons.push({ column: 'zone', reason: 'NO_SUCH_ZONE', detail: zones.join('、') })
    }
    const [name, creditCode] = [entry?.name ?? cells.name ?? '', entry?.creditCode ?? cells.creditCode ?? '']
    const kind = reasons.length > 0 ? 'REFUSE' : 'CREATE'
    return { row, kind, name, creditCode, entry: kind === 'REFUSE' ? null : entry, changes: [], reasons, original }
  })
}

/** What no database keeps: half a character pair, and NUL. */
const storable = (text: string): string => text.replace(/[\p{Cs}\0]/gu, '')

const mapValues = <T extends object>(all: T, change: (text: string) => string): T =>
  Object.fromEntries(Object.entries(all).map(([key, text]) => [key, change(text)])) as T

/** The row against the register: an empty cell changes nothing, nor does a column that the file does not have. */
export function compareRow(row: PlannedRow, known: Known | undefined): PlannedRow {
  const { entry } = row
  if (!entry) return row
  if (!known) return { ...row, kind: 'CREATE', changes: [] }
  const changes = rosterColumns.flatMap((column): ChangedCell[] => {
    const from = known.values[column]
    const to = entry[column] ?? from
    return String(to) === from ? [] : [{ column, from, to: String(to) }]
  })
  return { ...row, kind: changes.length > 0 ? 'CHANGE' : 'SAME', changes }
}

/** How many rows there are of each kind, by the names of a RosterImport's counts. */
export function countRows(rows: readonly PlannedRow[]) {
  const count = (kind: RowKind) => rows.filter((row) => row.kind === kind).length
  return { created: count('CREATE'), changed: count('CHANGE'), unchanged: count('SAME'), refused: count('REFUSE') }
}

/** The credit codes of the rows that could be read. */
export const codesOf = (rows: readonly PlannedRow[]): string[] =>
  rows.flatMap(({ entry }) => (entry ? [entry.creditCode] : []))
