import { once } from 'node:events'
import { pipeline, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { localTimeAsUtc } from '#server/platform/clock.ts'
import { AppError, invalid } from '#server/platform/errors.ts'
import { startThread } from '#server/platform/thread.ts'
import { Turns } from '#server/platform/turns.ts'
import type { CellValue, WorkbookTask } from './workbook-thread.ts'

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

/** How many rows the thread that makes a workbook is sent at once, and how much memory it may have, which the most rows do not fill. */
const rowsOfPart = 500
const heapMb = 1536

/** Two workbooks are put together at once, so that something of the processor is left. */
const turns = new Turns({
  atOnce: 2,
  mostWaiting: 20,
  tooMany: () =>
    new AppError(
      'UNAVAILABLE',
      { zh: '正在生成的文件太多,请稍后再试。', en: 'Too many files are being made; try again shortly.' },
      { retryAfter: 5 },
    ),
})

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
  return format === 'XLSX' ? Readable.from([await turns.take('', () => workbook(table))]) : commaSeparated(table)
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

/** Puts a workbook together in a thread of its own, which is sent the rows in parts. */
async function workbook({ title, columns, rows, guide }: Table): Promise<Buffer> {
  const task: WorkbookTask = {
    sheet: sheetName(title),
    columns: columns.map(({ width }) => ({ width: width ?? 16 })),
    headers: columns.map(({ header }) => inertText(header)),
    guide: guide
      ? { sheet: sheetName(guide.title), columns: [20, 10, 60, 30].map((width) => ({ width })), lines: guide.lines }
      : null,
  }
  const thread = startThread({
    built: 'workbook-thread.js',
    source: new URL(/* @vite-ignore */ 'workbook-thread.ts', import.meta.url),
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  })
  try {
    const written = once(thread, 'message')
    // the rows may fail before it does
    written.catch(() => {})
    let count = 0
    let part: CellValue[][] = []
    for await (const row of rows) {
      count += 1
      if (count > workbookRows) throw tooLong()
      part.push(columns.map((column) => workbookCell(column, row[column.key])))
      if (part.length < rowsOfPart) continue
      thread.postMessage(part)
      part = []
    }
    thread.postMessage(part)
    thread.postMessage(null)
    const [bytes] = (await written) as [Uint8Array]
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  } finally {
    await thread.terminate()
  }
}

function workbookCell({ type }: TableColumn, value: unknown): CellValue {
  if (value instanceof Date) return localTimeAsUtc(value)
  if (type === 'number' && typeof value === 'number' && Number.isFinite(value)) return value
  return inertText(value) || null
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
