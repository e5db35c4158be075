import type { ContactKind } from '#codegen/prisma/enums.ts'
import { type RosterColumn, rosterColumns } from './columns.ts'
import { checkRosterRow, type RosterEntry, type RowReason } from './row.ts'

/** What is done with a row when the roster is applied. */
export type RowKind = 'CREATE' | 'CHANGE' | 'SAME' | 'REFUSE'

/**
 * A cell for which a row is refused, and why. `detail` is the number of the row that it repeats, or the names of the
 * union's zones.
 */
export type RefusedCell = { column: RosterColumn; reason: RowReason | 'DUPLICATE' | 'NO_SUCH_ZONE'; detail?: string }

/** A value of an enterprise that a row changes, with the value in the register and that in the file. */
export type ChangedCell = { column: RosterColumn; from: string; to: string }

/**
 * A row of a roster as it is stored when the roster is previewed, and again when it is applied. `row` is its number in the
 * file, `original` all its cells as they stand there. `enterpriseId` is the row id of the enterprise that it changes,
 * repeats or has entered; null before it is entered, and where the row is refused. With it, `changes` and `entry` say what
 * stood in the register before and after.
 */
export type PlannedRow = {
  row: number
  kind: RowKind
  name: string
  creditCode: string
  enterpriseId: string | null
  entry: RosterEntry | null
  changes: ChangedCell[]
  reasons: RefusedCell[]
  original: string[]
}

/**
 * An enterprise of the register with its values by the columns of a roster. A value that the register does not have is
 * an empty text.
 */
export type RegisteredEnterprise = { id: string; values: Record<RosterColumn, string> }

/** What a roster is compared with: enterprises by their credit codes, and the row ids of the union's zones by their names. */
export type Register = {
  enterprises: ReadonlyMap<string, RegisteredEnterprise>
  zones: ReadonlyMap<string, string>
}

/** The columns that hold the name and the phone number of each kind of contact. */
export const contactColumns = [
  { kind: 'OWNER', name: 'contactName', phone: 'contactPhone' },
  { kind: 'UNION_CHAIR', name: 'unionChairName', phone: 'unionChairPhone' },
  { kind: 'HEALTH', name: 'healthContactName', phone: 'healthContactPhone' },
] as const satisfies { kind: ContactKind; name: RosterColumn; phone: RosterColumn }[]

/**
 * Checks the rows of a file without the register: each row by itself, and whether its credit code is in an earlier row. A
 * row without a fault has the kind CREATE until it is compared with the register.
 */
export function readRows(
  rows: { row: number; cells: Partial<Record<RosterColumn, string>>; original: string[] }[],
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
    const [name, creditCode] = [entry?.name ?? cells.name ?? '', entry?.creditCode ?? cells.creditCode ?? '']
    const kind = reasons.length > 0 ? 'REFUSE' : 'CREATE'
    return { row, kind, name, creditCode, enterpriseId: null, entry, changes: [], reasons, original }
  })
}

/** The text without characters that PostgreSQL cannot store: NUL, and halves of surrogate pairs. */
export const storable = (text: string): string => text.replace(/[\p{Cs}\0]/gu, '')

const mapValues = <T extends object>(all: T, change: (text: string) => string): T =>
  Object.fromEntries(Object.entries(all).map(([key, text]) => [key, change(text)])) as T

/**
 * Compares a row with the register and sets its kind, its changes and its enterprise. It is refused where its zone does not
 * exist. An empty cell changes nothing, and neither does a column that the file does not have.
 */
export function compareRow(row: PlannedRow, { enterprises, zones }: Register): PlannedRow {
  const { entry } = row
  if (!entry) return row
  const reasons = [...row.reasons, ...zoneFault(entry, zones)]
  if (reasons.length > 0) return { ...row, kind: 'REFUSE', entry: null, reasons }
  const known = enterprises.get(entry.creditCode)
  if (!known) return { ...row, kind: 'CREATE', enterpriseId: null, changes: [] }
  const changes = rosterColumns.flatMap((column): ChangedCell[] => {
    const from = known.values[column]
    const to = entry[column] ?? from
    return String(to) === from ? [] : [{ column, from, to: String(to) }]
  })
  return { ...row, kind: changes.length > 0 ? 'CHANGE' : 'SAME', enterpriseId: known.id, changes }
}

const zoneFault = ({ zone }: RosterEntry, zones: Register['zones']): RefusedCell[] =>
  !zone || zones.has(zone) ? [] : [{ column: 'zone', reason: 'NO_SUCH_ZONE', detail: [...zones.keys()].join('、') }]

/** How many rows there are of each kind, by the names of a RosterImport's counts. */
export function countRows(rows: readonly PlannedRow[]) {
  const count = (kind: RowKind) => rows.filter((row) => row.kind === kind).length
  return { created: count('CREATE'), changed: count('CHANGE'), unchanged: count('SAME'), refused: count('REFUSE') }
}

/** The credit codes of the rows that could be read. */
export const codesOf = (rows: readonly PlannedRow[]): string[] =>
  rows.flatMap(({ entry }) => (entry ? [entry.creditCode] : []))
