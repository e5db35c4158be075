/** Why a file is not a roster that can be read. */
export type RosterProblem =
  | 'EMPTY'
  | 'TOO_LARGE'
  | 'TOO_MANY_ROWS'
  | 'UNPACKS_TOO_LARGE'
  | 'OLD_EXCEL'
  | 'ENCRYPTED'
  | 'WEB_PAGE'
  | 'NOT_A_WORKBOOK'
  | 'DAMAGED'
  | 'FORBIDDEN_XML'
  | 'ENCODING'
  | 'NO_HEADER'
  | 'NO_COLUMN'
  | 'DUPLICATED_HEADER'
  | 'TOO_SLOW'

/** The problem as the worker thread sends it: a plain object, since objects lose their class between threads. */
export class RosterTrouble extends Error {
  readonly reason: RosterProblem
  /** The header that stands there twice. */
  readonly header: string | undefined
  /** The columns of which one at least should be there. */
  readonly missing: readonly string[] | undefined

  constructor(reason: RosterProblem, { header, missing }: { header?: string; missing?: readonly string[] } = {}) {
    super(reason)
    this.reason = reason
    this.header = header
    this.missing = missing
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
