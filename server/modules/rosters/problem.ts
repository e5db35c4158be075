import type { Clash } from './header.ts'

/** Why a file is not a roster that can be read. */
export type RosterProblem =
  | 'EMPTY'
  | 'TOO_LARGE'
  | 'TOO_MANY_ROWS'
  | 'TOO_MANY_COLUMNS'
  | 'TOO_MANY_SHEETS'
  | 'UNPACKS_TOO_LARGE'
  | 'OLD_EXCEL'
  | 'ENCRYPTED'
  | 'WEB_PAGE'
  | 'NOT_A_WORKBOOK'
  | 'DAMAGED'
  | 'FORBIDDEN_XML'
  | 'ENCODING'
  | 'UNCLOSED_QUOTE'
  | 'CELL_TOO_LONG'
  | 'ONLY_HIDDEN'
  | 'NO_SHEET'
  | 'NO_HEADER'
  | 'NO_COLUMN'
  | 'DUPLICATED_HEADER'
  | 'TOO_SLOW'

/** Why a sheet of a file is left out. */
export type SheetReason = 'HIDDEN' | 'CHART' | 'EMPTY' | 'NO_HEADER' | 'NO_COLUMN' | 'DUPLICATED_HEADER'

/**
 * A sheet of a file as whoever imports it is told of it. `headers` has all its columns in their order, each with the column of
 * the kind that it is taken for. `rows` are those that were read, `skipped` the numbers of those that are totals and notes.
 */
export type FileSheet = {
  name: string
  /** Null where the sheet was read. */
  reason: SheetReason | null
  /** The number of the header row, or of the row that may be one; null where the sheet has none. */
  headerRow: number | null
  headers: FileHeader[]
  /** True where somebody has said of an earlier file with the same headers what they mean. */
  isRemembered: boolean
  /** The words by which the same header is known again. */
  key?: string
  rows: number
  skipped: number[]
  /** The columns of which the header has none, or the headers that mean one column. */
  missing?: readonly string[]
  clash?: Clash
}

/** A header with the column that it is taken for, and some of the first values that stand below it. */
export type FileHeader = { header: string; column: string | null; samples?: string[] }

/** What else is known of a problem: the sheets and what each lacks, the line on which a quote begins, the cell at fault. */
export type Details = {
  sheets?: readonly FileSheet[] | undefined
  line?: number | undefined
  cell?: { sheet: string; row: number; column: number } | undefined
}

/** The problem within the worker thread; outside it is a plain object, since objects lose their class between threads. */
export class RosterTrouble extends Error {
  readonly reason: RosterProblem
  readonly details: Details

  constructor(reason: RosterProblem, details: Details = {}) {
    super(reason)
    this.reason = reason
    this.details = details
  }
}

/** The limits of a file, far above what one office needs. */
export const rosterLimits = {
  bytes: 10 * 1024 * 1024,
  unpackedBytes: 50 * 1024 * 1024,
  entries: 200,
  ratio: 100,
  heapMb: 256,
  seconds: 20,
}
