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
 * A row of a previewed roster as it is stored until the roster is applied. `row` is its number in the file, `original`
 * all its cells as they stand there.
 */
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

/**
 * An enterprise of the register with its values by the columns of a roster. A value that the register does not have is
 * an empty text.
 */
export type RegisteredEnterprise = { id: string; values: Record<RosterColumn, string> }

/** The columns that hold the name and the phone number of each kind of contact. */
export const contactColumns = [
  { kind: 'OWNER', name: 'contactName', phone: 'contactPhone' },
  { kind: 'UNION_CHAIR', name: 'unionChairName', phone: 'unionChairPhone' },
  { kind: 'HEALTH', name: 'healthContactName', phone: 'healthContactPhone' },
] as const satisfies { kind: ContactKind; name: RosterColumn; phone: RosterColumn }[]

/**
 * Checks the rows of a file without the register: each row by itself, whether its zone exists, and whether its credit
 * code is in an earlier row. A row without a fault has the kind CREATE until it is compared with the register.
 */
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

/** The text without characters that PostgreSQL cannot store: NUL, and halves of surrogate pairs. */
const storable = (text: string): string => text.replace(/[\p{Cs}\0]/gu, '')

const mapValues = <T extends object>(all: T, change: (text: string) => string): T =>
  Object.fromEntries(Object.entries(all).map(([key, text]) => [key, change(text)])) as T

/**
 * Compares a row with its enterprise in the register and sets its kind and changes. An empty cell changes nothing, and
 * neither does a column that the file does not have.
 */
export function compareRow(row: PlannedRow, known: RegisteredEnterprise | undefined): PlannedRow {
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
