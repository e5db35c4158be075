import { pipeline, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import writeWorkbook, { type Cell } from 'write-excel-file/node'
import { localTimeAsUtc } from '#server/platform/clock.ts'
import { invalid } from '#server/platform/errors.ts'

/** The format of an exported file. */
export type TableFormat = 'XLSX' | 'CSV'

/** One column. Codes, phones and ids are `text`, so that no spreadsheet rounds them; a `date` is a Date or YYYY-MM-DD. */
export type TableColumn = { key: string; header: string; width?: number; type: 'text' | 'number' | 'date' }

/** A list to be written: each row has its values by the columns' keys. */
export type Table = {
  title: string
  columns: TableColumn[]
  rows: Iterable<Record<string, unknown>> | AsyncIterable<Record<string, unknown>>
  /** A second sheet of a workbook that says how the first is filled in. */
  guide?: { title: string; lines: string[][] }
}

/**
 * The most rows of a workbook, which is built in memory. Longer lists can be exported as CSV, which is written as a
 * stream.
 */
export const workbookRows = 100_000

const cellLimit = 32_766
const unprintable = /(?![\t\r\n])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu
const formulaStart = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/
// of a number a spreadsheet keeps 15 digits and no zero before it, and it reads 1234E5 as one
const rewrittenNumber = /^\s*(?:0\d+|\d{12,}|\d+E\d+)\s*$/i

/** Writes the list as a file; the bytes come as a stream. */
export async function writeTable(table: Table, format: TableFormat): Promise<Readable> {
  return format === 'XLSX' ? Readable.from([await workbook(table)]) : commaSeparated(table)
}

/** The text without characters that XML cannot contain, and marked so that no spreadsheet reads it as a formula. */
export function inertText(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value)
  const printable = text.slice(0, cellLimit).replace(unprintable, '')
  return text.startsWith('\0') || formulaStart.test(printable) ? `'${printable}` : printable
}

function commaSeparated({ columns, rows }: Table): Readable {
  const lines = stringify({ bom: true, record_delimiter: 'windows' })
  // The reader of `lines` is told what fails; the callback only has to be there.
  return pipeline(Readable.from(records(columns, rows)), lines, () => undefined)
}

async function* records(columns: TableColumn[], rows: Table['rows']): AsyncGenerator<string[]> {
  yield columns.map(({ header }) => digitsKept(inertText(header)))
  for await (const row of rows) yield columns.map((column) => csvCell(column, row[column.key]))
}

const csvCell = ({ type }: TableColumn, value: unknown): string => {
  if (value instanceof Date) return localTimeAsUtc(value).toISOString().slice(0, 16).replace('T', ' ')
  return type === 'number' && Number.isFinite(value) ? String(value) : digitsKept(inertText(value))
}

/**
 * The text, marked by an apostrophe where a spreadsheet that opens a CSV would take it for a number and save it with other
 * digits. Excel, WPS and LibreOffice keep the apostrophe, and so the digits, however often the file is opened and saved;
 * Gnumeric keeps a text without it. A tab before the digits would not do: Gnumeric drops it with the zeros. ="…" would be a
 * formula, which the first saving turns into bare digits.
 */
const digitsKept = (text: string): string => (rewrittenNumber.test(text.normalize('NFKC')) ? `'${text}` : text)

async function workbook({ title, columns, rows, guide }: Table): Promise<Buffer> {
  const data: Cell[][] = [columns.map(({ header }) => ({ value: inertText(header), type: String, fontWeight: 'bold' }))]
  for await (const row of rows) {
    if (data.length > workbookRows) throw tooLong()
    data.push(columns.map((column) => workbookCell(column, row[column.key])))
  }
  const options = {
    sheet: sheetName(title),
    columns: columns.map(({ width }) => ({ width: width ?? 16 })),
    stickyRowsCount: 1,
  }
  if (!guide) return await writeWorkbook(data, options).toBuffer()
  return await writeWorkbook([{ data, ...options }, guideSheet(guide)]).toBuffer()
}

const guideSheet = ({ title, lines }: NonNullable<Table['guide']>) => ({
  sheet: sheetName(title),
  columns: [{ width: 20 }, { width: 10 }, { width: 60 }, { width: 30 }],
  data: lines.map((line, index) =>
    line.map(
      (text): Cell => ({
        value: text,
        type: String,
        format: '@',
        wrap: true,
        ...(index === 0 && { fontWeight: 'bold' }),
      }),
    ),
  ),
})

function workbookCell({ type }: TableColumn, value: unknown): Cell {
  if (value instanceof Date) return { value: localTimeAsUtc(value), type: Date, format: 'yyyy-mm-dd hh:mm' }
  if (type === 'number' && typeof value === 'number' && Number.isFinite(value)) return { value, type: Number }
  const text = inertText(value)
  return text === '' ? null : { value: text, type: String, format: '@' }
}

const tooLong = () =>
  invalid('format', {
    zh: `超过 ${workbookRows} 行,请导出为 CSV 或先筛选。`,
    en: `More than ${workbookRows} rows: export them as CSV, or filter first.`,
  })

const sheetName = (title: string): string =>
  title
    .replace(/[[\]:*?/\\']/g, ' ')
    .replace(unprintable, '')
    .trim()
    .slice(0, 31) || 'Sizhen'
