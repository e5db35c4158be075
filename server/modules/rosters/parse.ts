import { isCreditCode } from '#server/modules/enterprises/credit-code.ts'
import { tidyText } from '#server/platform/text.ts'
import { decode, readCsv } from './csv.ts'
import { fileHeaders } from './file-headers.ts'
import { findHeader, type Header, headerKey, type KnownHeader, likelyHeader } from './find-header.ts'
import { type HeaderMapping, type HeaderPlan, type HeaderTexts, headerReader, type RosterCells } from './header.ts'
import { plain } from './plain.ts'
import { type Details, type FileSheet, type RosterProblem, RosterTrouble } from './problem.ts'
import { mostCellLength, mostFileColumns, mostFileSheets, type Sheet } from './sheet.ts'
import { isSpreadsheetMl, readSpreadsheetMl } from './spreadsheet-ml.ts'
import { compactText } from './text.ts'
import { readWorkbook } from './workbook.ts'

/**
 * One row of the file: its sheet and its number as Excel shows it, the cells of the known columns, and all its cells as they
 * stand.
 */
export type RosterRow = { sheet: string; row: number; cells: RosterCells; original: string[] }

/**
 * A roster that could be read: all sheets of the file, and the rows of those that are read. `headers` and every `original` have
 * all columns of these sheets.
 */
export type RosterFile = { sheets: FileSheet[]; headers: string[]; rows: RosterRow[] }

/**
 * The task that is sent to the worker thread. Where the header may be missing, the columns of a file without one are those of
 * the plan, in their order. `mapping` says what headers mean; `remembered` are mappings of earlier files by their headers.
 */
export type RosterTask = {
  bytes: Uint8Array
  fileName: string
  plan: HeaderPlan
  isHeaderOptional?: boolean
  mapping?: HeaderMapping
  remembered?: ReadonlyMap<string, HeaderMapping>
}
export type RosterAnswer = { file: RosterFile } | ({ reason: RosterProblem } & Details)

type Reading = (headers: readonly HeaderTexts[]) => KnownHeader

const total = /^(?:\d+[.、]?)?(合计|总计|小计|共计|累计|total)[\s:\uFF1A]*[\d,]*[家户个]?$/i
const note = /^(注|备注|说明|填表说明|notes?)[\s:\uFF1A\d]|^(填表|填报|制表|审核|上报|统计)(人|单位|日期|时间)/i

/**
 * Reads a roster and never throws: whatever the libraries throw, the answer is that the file is damaged, since their
 * messages would not help the office that has sent it.
 */
export async function answerRoster(task: RosterTask): Promise<RosterAnswer> {
  try {
    return { file: readRoster(await readSheets(task), task) }
  } catch (error) {
    return error instanceof RosterTrouble ? { reason: error.reason, ...error.details } : { reason: 'DAMAGED' }
  }
}

// A file is read as what it is, whatever its name says.
async function readSheets({ bytes, fileName, plan }: RosterTask): Promise<Sheet[]> {
  const starts = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte)
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw new RosterTrouble(isEncrypted(bytes) ? 'ENCRYPTED' : 'OLD_EXCEL')
  if (starts(0x50, 0x4b)) return readWorkbook(bytes, plan.mostRows)
  const text = decode(bytes)
  if (isSpreadsheetMl(text)) return readSpreadsheetMl(text, plan.mostRows)
  if (/^\s*<(!doctype|html|\?xml|table|head|meta|body)\b/i.test(text)) throw new RosterTrouble('WEB_PAGE')
  const sheet = readCsv(text, headerReader(plan), plan.mostRows)
  if (/\.xlsx$/i.test(fileName)) throw new RosterTrouble('NOT_A_WORKBOOK')
  return [sheet]
}

const isEncrypted = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from('EncryptedPackage', 'utf16le'))

/** Reads all sheets that have a usable header. The file is refused where none has, and then it is said what each lacks. */
function readRoster(all: readonly Sheet[], task: RosterTask): RosterFile {
  if (all.length > mostFileSheets) throw new RosterTrouble('TOO_MANY_SHEETS')
  for (const sheet of all) refuseLongCells(sheet)
  const reading = headerReading(task)
  const read = all.map((sheet) => readSheet(sheet, task, reading))
  const used = read.filter(({ sheet }) => sheet.reason === null)
  if (used.length === 0) throw refusalOf(read.map(({ sheet }) => sheet))
  const headers: string[] = []
  const rows = used.flatMap(({ sheet: { name }, header, rows }) => {
    const places = placesOf(header!.texts, headers)
    return rows.map(({ original, ...row }) => ({ sheet: name, ...row, original, places }))
  })
  if (rows.length > task.plan.mostRows) throw new RosterTrouble('TOO_MANY_ROWS')
  return {
    sheets: read.map(({ sheet }) => sheet),
    headers,
    rows: rows.map(({ places, original, ...row }) => {
      const cells = headers.map(() => '')
      original.forEach((cell, index) => {
        cells[places[index]!] = cell
      })
      return { ...row, original: cells }
    }),
  }
}

/** Refuses a file with a cell that no spreadsheet takes: something was written into one cell that belongs into many. */
function refuseLongCells({ name, rows }: Sheet): void {
  for (const { number, cells } of rows) {
    const column = cells.findIndex((cell) => cell.length > mostCellLength)
    if (column >= 0) throw new RosterTrouble('CELL_TOO_LONG', { cell: { sheet: name, row: number, column } })
  }
}

/** How the headers of the file are read: by what is said of them, by what was said of the same headers, else by their words. */
function headerReading({ plan, mapping, remembered = new Map() }: RosterTask): Reading {
  const read = headerReader(plan, mapping)
  return (headers) => {
    const key = headerKey(headers)
    const known = mapping ? undefined : remembered.get(key)
    return { ...(known ? headerReader(plan, known) : read)(headers), key, isRemembered: known !== undefined }
  }
}

function refusalOf(sheets: readonly FileSheet[]): RosterTrouble {
  const visible = sheets.filter(({ reason }) => reason !== 'HIDDEN')
  if (visible.length === 0) return new RosterTrouble(sheets.length > 0 ? 'ONLY_HIDDEN' : 'EMPTY')
  const filled = visible.filter(({ reason }) => reason !== 'EMPTY' && reason !== 'CHART')
  if (filled.length === 0) return new RosterTrouble('EMPTY')
  return new RosterTrouble(filled.length === 1 ? (filled[0]!.reason as RosterProblem) : 'NO_SHEET', { sheets: filled })
}

/** The place of each of these headers among those of the file; a header that no sheet before has is added. */
function placesOf(texts: readonly string[], headers: string[]): number[] {
  const taken = new Set<number>()
  return texts.map((text) => {
    const known = headers.findIndex((header, place) => header === text && !taken.has(place))
    const place = known >= 0 ? known : headers.push(text) - 1
    taken.add(place)
    return place
  })
}

type ReadSheet = { sheet: FileSheet; header?: Header; rows: Omit<RosterRow, 'sheet'>[] }

function readSheet(sheet: Sheet, { plan, isHeaderOptional }: RosterTask, reading: Reading): ReadSheet {
  const { name, rows } = sheet
  const known: FileSheet = {
    name,
    reason: null,
    headerRow: null,
    headers: [],
    isRemembered: false,
    rows: 0,
    skipped: [],
  }
  const reason = sheet.left ?? (rows.length === 0 ? 'EMPTY' : undefined)
  if (reason) return { sheet: { ...known, reason }, rows: [] }
  const header = findHeader(sheet, plan, reading) ?? (isHeaderOptional ? headerOfPlan(plan, reading) : undefined)
  if (!header) {
    const likely = likelyHeader(sheet)
    const below = rows.filter(({ number }) => number > (likely?.row ?? 0))
    const headers = likely ? fileHeaders(reading(likely.texts.map((text) => [text])), below) : []
    return { sheet: { ...known, reason: 'NO_HEADER', headerRow: likely?.row ?? null, headers }, rows: [] }
  }
  const { clash, key, isRemembered } = header
  const width = Math.max(header.texts.length, ...rows.map(({ cells }) => cells.length))
  while (header.texts.length < width) header.texts.push('')
  const found = {
    ...known,
    headerRow: header.row,
    headers: fileHeaders(header, rows.slice(header.dataFrom)),
    key,
    isRemembered,
  }
  if (clash !== undefined) return { sheet: { ...found, reason: 'DUPLICATED_HEADER', clash }, rows: [] }
  const missing = plan.needs.find((columns) => columns.every((column) => header.columns[column] === undefined))
  if (missing) return { sheet: { ...found, reason: 'NO_COLUMN', missing }, rows: [] }
  const { read, skipped } = readRows(sheet, header, plan)
  const isUsed = header.texts.map((text, index) => text !== '' || read.some(({ original }) => original[index] !== ''))
  const headers = found.headers.filter((_, index) => isUsed[index])
  return { sheet: { ...found, headers, rows: read.length, skipped }, header, rows: read }
}

/** The columns of the plan in their order, for a sheet whose first row is no header. */
const headerOfPlan = ({ columns }: HeaderPlan, reading: Reading): Header => ({
  ...reading(Object.values(columns).map(({ title }) => [title])),
  dataFrom: 0,
  row: 0,
})

function readRows(sheet: Sheet, header: Header, plan: HeaderPlan) {
  const read: Omit<RosterRow, 'sheet'>[] = []
  const skipped: number[] = []
  fillDown(sheet)
  for (const { number, cells: found } of sheet.rows.slice(header.dataFrom)) {
    const original = header.texts.map((_, column) => found[column] ?? '')
    const cells = readCells(original, header, plan, sheet.exact)
    const texts = original.map(tidyText).filter((text) => text !== '')
    if (texts.length === 0) continue
    if (isNote(texts, cells, header, plan)) skipped.push(number)
    else read.push({ row: number, cells, original })
  }
  return { read, skipped }
}

/**
 * Copies the text of a cell that is merged over several rows into each of these rows, such as one 片区 beside its
 * enterprises.
 */
function fillDown({ rows, merges }: Sheet) {
  const places = new Map(rows.map(({ number }, place) => [number, place]))
  // merged cells do not overlap, so that in all they cover no more cells than there are
  let left = rows.length * mostFileColumns
  for (const merge of merges) {
    const place = places.get(merge.top)
    const value = place === undefined ? undefined : rows[place]!.cells[merge.left]
    if (!value) continue
    for (let next = place! + 1; next < rows.length && rows[next]!.number <= merge.bottom; next++) {
      if (left-- === 0) return
      rows[next]!.cells[merge.left] ||= value
    }
  }
}

function readCells(original: string[], { columns }: Header, plan: HeaderPlan, exact: boolean): RosterCells {
  const cells: RosterCells = {}
  for (const [column, index] of Object.entries(columns)) {
    cells[column] = (plan.columns[column]!.isCompact ? compactText : tidyText)(original[index!] ?? '')
  }
  // Excel keeps 15 digits of a number and writes the rest as zeros; in a text nothing else tells that it did.
  const { creditCode = '' } = cells
  if (!exact && /^\d{15}000$/.test(creditCode) && !isCreditCode(creditCode))
    cells.creditCode = Number(creditCode).toExponential().toUpperCase()
  return cells
}

/**
 * True for a row that is about nothing: one with nothing in the known columns, totals, remarks, or headers repeated on each
 * printed page. A row with a credit code is none.
 */
function isNote(all: string[], cells: RosterCells, { texts, columns }: Header, { needs }: HeaderPlan): boolean {
  const filled = Object.entries(cells).filter(([, cell]) => cell !== '')
  if (filled.length === 0) return true
  const repeats = ([column, cell = '']: [string, string?]) =>
    plain(cell) !== '' && plain(texts[columns[column]!]!).includes(plain(cell))
  if (filled.every(repeats)) return true
  if (Object.values(cells).some((cell) => isCreditCode(cell ?? ''))) return false
  const isComplete = needs.every((each) => each.some((column) => cells[column]))
  return total.test(all[0]!) || (note.test(all[0]!) && (!isComplete || filled.length <= 2))
}
