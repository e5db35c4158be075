/** A rectangle of merged cells; rows count from 1 as Excel numbers them, columns from 0. */
export type Merge = { top: number; left: number; bottom: number; right: number }

/** A row in which something stands: its number as Excel shows it, and the texts of its cells. */
export type SheetRow = { number: number; cells: string[] }

/**
 * A sheet of a file; that of a text file has no name. A sheet that is `left` out has no rows: a hidden one is none of those
 * that whoever sends the file sees, and a chart has no cells. `exact` is false where a number may have lost digits before.
 */
export type Sheet = { name: string; rows: SheetRow[]; merges: Merge[]; exact: boolean; left?: 'HIDDEN' | 'CHART' }

/** How many columns of a sheet may hold something. */
export const mostFileColumns = 150

/** How many values of a column are shown beside its header. */
export const mostSamples = 3

/** How many characters a cell may have: no spreadsheet takes more. */
export const mostCellLength = 32_767

/** How many sheets a file may have. */
export const mostFileSheets = 60

/** How many rows of a sheet may hold something, where a roster may have `mostRows`: formulas drawn down are rows too. */
export const mostSheetRows = (mostRows: number): number => 2 * mostRows + 100

/** The index of a column from its letters. */
export const columnIndex = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** The letters of a column from its index. */
export const columnLetters = (index: number): string =>
  (index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
