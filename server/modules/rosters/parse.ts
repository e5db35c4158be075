import { tidyText } from '#server/platform/text.ts'
import { readCsv } from './csv.ts'
import { type HeaderPlan, headerReader, type ReadHeader, type RosterCells } from './header.ts'
import { type RosterProblem, RosterTrouble } from './problem.ts'
import { type Merge, readSheets, type Sheet } from './sheet.ts'
import { compactText } from './text.ts'

/**
 * One row of the file: its number as Excel shows it, the cells of the known columns, and all its cells as they stand.
 */
export type RosterRow = { row: number; cells: RosterCells; original: string[] }

/**
 * A roster that could be read. `headers` and every `original` have all columns of the file in their order; `skipped`
 * are rows of totals and notes, which are no enterprises.
 */
export type RosterFile = {
  headerRow: number
  headers: string[]
  columns: ReadHeader['columns']
  rows: RosterRow[]
  skipped: number[]
}

type Header = ReadHeader & { last: number; texts: string[]; score: number }

/** What reads the headers of the kind, and what is known of its columns. */
type Reader = {
  plan: HeaderPlan
  readHeader: (headers: string[]) => ReadHeader
  isHeaderOptional: boolean | undefined
}

const headRows = 50
const note =
  /^(合计|总计|小计|共计|累计|total)[\s:\uFF1A]*[\d,]*[家户个]?$|^(注|备注|说明|填表说明|notes?)[\s:\uFF1A\d]|^(填表|填报|制表|审核|上报|统计)(人|单位|日期|时间)/i

/**
 * The task that is sent to the worker thread, and its answer. Where the header may be missing, the columns of a file without
 * one are those of the plan, in their order. `missing` are the columns of which a header row has none.
 */
export type RosterTask = { bytes: Uint8Array; fileName: string; plan: HeaderPlan; isHeaderOptional?: boolean }
export type RosterAnswer =
  | { file: RosterFile }
  | { reason: RosterProblem; header?: string | undefined; missing?: readonly string[] | undefined }

/**
 * Reads a roster and never throws: whatever the libraries throw, the answer is that the file is damaged, since their
 * messages would not help the office that has sent it.
 */
export async function answerRoster(task: RosterTask): Promise<RosterAnswer> {
  try {
    return { file: await parseRoster(task) }
  } catch (error) {
    if (!(error instanceof RosterTrouble)) return { reason: 'DAMAGED' }
    const { reason, header, missing } = error
    return { reason, header, missing }
  }
}

// A file is read as what it is, whatever its name says.
async function parseRoster({ bytes, fileName, plan, isHeaderOptional }: RosterTask): Promise<RosterFile> {
  const reader: Reader = { plan, readHeader: headerReader(plan), isHeaderOptional }
  const starts = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte)
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw new RosterTrouble(isEncrypted(bytes) ? 'ENCRYPTED' : 'OLD_EXCEL')
  if (starts(0x50, 0x4b)) return readRoster(readSheets(bytes, plan.mostRows), reader)
  const sheet = readCsv(bytes, reader.readHeader, plan.mostRows)
  if (/\.xlsx$/i.test(fileName)) throw new RosterTrouble('NOT_A_WORKBOOK')
  return readRoster([sheet], reader)
}

const isEncrypted = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from('EncryptedPackage', 'utf16le'))

/** Reads the first sheet that has a header row, since a cover sheet may come before it. */
async function readRoster(sheets: Iterable<Sheet> | AsyncIterable<Sheet>, reader: Reader): Promise<RosterFile> {
  const { plan, isHeaderOptional } = reader
  let empty = true
  for await (const sheet of sheets) {
    empty &&= sheet.rows.length === 0
    const header = findHeader(sheet, reader) ?? (isHeaderOptional && !empty ? headerOfPlan(plan) : undefined)
    if (!header) continue
    if (header.clash !== undefined) throw new RosterTrouble('DUPLICATED_HEADER', { header: tidyText(header.clash) })
    const missing = plan.needs.find((columns) => columns.every((column) => header.columns[column] === undefined))
    if (missing) throw new RosterTrouble('NO_COLUMN', { missing })
    return readRows(sheet, header, plan)
  }
  throw new RosterTrouble(empty ? 'EMPTY' : 'NO_HEADER')
}

/**
 * Finds the header row among the first rows of the sheet, or the two rows where merged group titles stand above the
 * headers.
 */
function findHeader({ rows, merges }: Sheet, { plan, readHeader }: Reader): Header | undefined {
  let best: Header | undefined
  const origins = mergedOrigins(merges)
  for (let first = 0; first < Math.min(rows.length, headRows); first++) {
    const depths = merges.some(({ top, bottom }) => top <= first && bottom >= first) ? [0, 1] : [0]
    for (const depth of depths) {
      const texts = headerTexts(rows, origins, first, first + depth)
      const read = readHeader(texts)
      const score = Object.keys(read.columns).length
      if (!isHeader(read, texts, plan) || score <= (best?.score ?? 0)) continue
      best = { ...read, texts, score, last: first + depth }
    }
  }
  return best
}

/** True for a row with a column that a file must have and a second one, or with headers alone. */
function isHeader({ columns }: ReadHeader, texts: readonly string[], { needs }: HeaderPlan): boolean {
  if (needs[0]!.every((column) => columns[column] === undefined)) return false
  const known = Object.keys(columns).length
  return known > 1 || known === texts.filter((text) => text !== '').length
}

/** The columns of the plan in their order, for a sheet whose first row is no header. */
function headerOfPlan({ columns }: HeaderPlan): Header {
  const keys = Object.keys(columns)
  return {
    columns: Object.fromEntries(keys.map((column, index) => [column, index])),
    texts: keys.map((column) => columns[column]!.title),
    last: -1,
    score: keys.length,
  }
}

/** For each cell of the first rows that a merged cell covers, the cell that holds the text. */
function mergedOrigins(merges: Merge[]): Map<string, [number, number]> {
  const origins = new Map<string, [number, number]>()
  for (const { top, left, bottom, right } of merges) {
    for (let row = top; row <= Math.min(bottom, headRows); row++) {
      for (let column = left; column <= Math.min(right, left + 100); column++)
        origins.set(`${row} ${column}`, [top, left])
    }
  }
  return origins
}

function headerTexts(rows: string[][], origins: Map<string, [number, number]>, first: number, last: number): string[] {
  let before = ''
  return Array.from({ length: Math.max(...rows.slice(first, last + 1).map((row) => row.length)) }, (_, column) => {
    const cells = new Map<string, string>()
    for (let row = first; row <= last; row++) {
      const [top, left] = origins.get(`${row} ${column}`) ?? [row, column]
      cells.set(`${top} ${left}`, tidyText(rows[top]?.[left] ?? ''))
    }
    const place = [...cells.keys()].join()
    const covered = place === before
    before = place
    return covered ? '' : [...cells.values()].join('')
  })
}

function readRows(sheet: Sheet, header: Header, plan: HeaderPlan): RosterFile {
  const { columns, texts: headers, last } = header
  const file: RosterFile = { headerRow: last + 1, headers, columns, rows: [], skipped: [] }
  fillDown(sheet)
  for (let index = last + 1; index < sheet.rows.length; index++) {
    const original = headers.map((_, column) => sheet.rows[index]?.[column] ?? '')
    const cells = readCells(original, header, plan, sheet.exact)
    if (Object.values(cells).every((cell) => cell === '')) continue
    if (isNote(original, cells, file, plan)) file.skipped.push(index + 1)
    else file.rows.push({ row: index + 1, cells, original })
    if (file.rows.length > plan.mostRows) throw new RosterTrouble('TOO_MANY_ROWS')
  }
  return file
}

/**
 * Copies the text of a cell that is merged over several rows into each of these rows, such as one 片区 beside its
 * enterprises.
 */
function fillDown({ rows, merges }: Sheet) {
  for (const { top, left, bottom } of merges) {
    const value = rows[top]?.[left]
    if (!value) continue
    for (let row = top + 1; row <= Math.min(bottom, rows.length - 1); row++) rows[row]![left] ||= value
  }
}

function readCells(original: string[], { columns }: Header, plan: HeaderPlan, exact: boolean): RosterCells {
  const cells: RosterCells = {}
  for (const [column, index] of Object.entries(columns)) {
    cells[column] = (plan.columns[column]!.isCompact ? compactText : tidyText)(original[index!] ?? '')
  }
  // Excel keeps 15 digits of a number and writes the rest as zeros; in a CSV nothing else tells that it did.
  if (!exact && /^\d{15}000$/.test(cells.creditCode ?? ''))
    cells.creditCode = Number(cells.creditCode).toExponential().toUpperCase()
  return cells
}

/**
 * True for a row that is about nothing: totals, remarks, or headers repeated on each printed page. Where a file must have
 * several columns, such a row lacks one of them.
 */
function isNote(
  original: string[],
  cells: RosterCells,
  { headers, columns }: RosterFile,
  { needs }: HeaderPlan,
): boolean {
  const isRepeated = (column: string) => cells[column] && cells[column] === headers[columns[column]!]
  if (needs[0]!.some(isRepeated)) return true
  const isComplete = needs.every((each) => each.some((column) => cells[column]))
  if (isComplete && needs.length > 1) return false
  const first = original.map(tidyText).find((cell) => cell !== '') ?? ''
  return note.test(first)
}
