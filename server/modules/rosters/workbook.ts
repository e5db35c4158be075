import { strFromU8, strToU8 } from 'fflate'
import readXlsx from 'read-excel-file/universal'
import { isoDate } from '#server/platform/clock.ts'
import { packParts, unpackWorkbook, type XmlParts } from './archive.ts'
import { RosterTrouble } from './problem.ts'
import { columnIndex, columnLetters, type Merge, mostFileColumns, mostSheetRows, type Sheet } from './sheet.ts'
import { readXml, refuseDeepXml } from './xml.ts'

/** The sheets of an .xlsx, in the order of their tabs. */
export async function readWorkbook(bytes: Uint8Array, mostRows: number): Promise<Sheet[]> {
  const parts = await unpackWorkbook(bytes)
  const tabs = readTabs(parts)
  const visible = tabs.filter(({ left }) => !left)
  const prepared = visible.map(({ path }) => prepareSheet(text(parts, path), mostSheetRows(mostRows)))
  visible.forEach(({ path }, index) => {
    parts[path] = strToU8(prepared[index]!.xml)
  })
  for (const path of [...visible.map(({ path }) => path), 'xl/sharedStrings.xml', 'xl/styles.xml']) {
    if (parts[path]) refuseDeepXml(text(parts, path))
  }
  const read = visible.length > 0 ? await readVisible(parts, tabs) : []
  return tabs.map(({ name, left }, tab) => {
    const nth = visible.indexOf(tabs[tab]!)
    if (left || nth < 0) return { name, rows: [], merges: [], exact: true, ...(left && { left }) }
    const { numbers, merges } = prepared[nth]!
    const rows = read[nth]!.map((cells, index) => ({ number: numbers[index] ?? index + 1, cells: cells.map(cellText) }))
    return { name, rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')), merges, exact: true }
  })
}

// The library reads every sheet that the list of tabs names, so those that are left out are taken from it.
async function readVisible(parts: XmlParts, tabs: readonly Tab[]): Promise<unknown[][][]> {
  let tab = 0
  const list = text(parts, 'xl/workbook.xml').replace(/<(?:\w+:)?sheet\s[^<>]*>/g, (tag) =>
    tabs[tab++]?.left ? '' : tag,
  )
  const left = tabs.flatMap((each) => (each.left ? [each.path] : []))
  const kept = Object.entries(parts).filter(([path]) => !left.includes(path))
  const workbook = packParts({ ...Object.fromEntries(kept), 'xl/workbook.xml': strToU8(list) }).buffer
  const sheets = await readXlsx<string>(workbook, { parseNumber: numberText })
  return sheets.map(({ data }) => data)
}

/** A tab of the workbook with the path of its part. */
type Tab = { name: string; path: string; left: Sheet['left'] }

function readTabs(parts: XmlParts): Tab[] {
  const targets = new Map<string, { path: string; isChart: boolean }>()
  readXml(text(parts, 'xl/_rels/workbook.xml.rels'), {
    open(name, attribute) {
      if (name !== 'Relationship') return
      const target = attribute('Target') ?? ''
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
      targets.set(attribute('Id') ?? '', { path, isChart: !/\/worksheet$/.test(attribute('Type') ?? '') })
    },
  })
  const tabs: Tab[] = []
  readXml(text(parts, 'xl/workbook.xml'), {
    open(name, attribute) {
      if (name !== 'sheet') return
      const { path, isChart } = targets.get(attribute('id') ?? '') ?? { path: '', isChart: false }
      const isHidden = /hidden$/i.test(attribute('state') ?? '')
      tabs.push({ name: attribute('name') ?? '', path, left: isHidden ? 'HIDDEN' : isChart ? 'CHART' : undefined })
    },
  })
  return tabs
}

/**
 * The XML of a sheet as the library needs it: each row and each cell has an address, empty cells and rows are gone, and the rows
 * are numbered one after the other, since the library would build each of a million rows that have only borders. `numbers`
 * are the true numbers of the rows.
 */
function prepareSheet(xml: string, most: number): { xml: string; numbers: number[]; merges: Merge[] } {
  const numbers: number[] = []
  const addressed = lacksAddress.test(xml) ? withAddresses(xml) : xml
  const filled = addressed
    .replace(/<(?:\w+:)?c(?=[\s/])[^<>]*\/>/g, '')
    .replace(emptyCell, '')
    .replace(/<(?:\w+:)?row(?=\s)[^<>]*(?:\/>|>\s*<\/(?:\w+:)?row>)/g, '')
    .replace(/<(?:\w+:)?(?:row|c)\s[^<>]*>/g, (tag) =>
      tag.replace(/\sr=["']([A-Z]*)(\d+)["']/, (_, letters: string, number: string) => {
        if (letters && columnIndex(letters) >= mostFileColumns) throw new RosterTrouble('TOO_MANY_COLUMNS')
        if (Number(number) > lastRow) throw new RosterTrouble('DAMAGED')
        if (!letters && numbers.push(Number(number)) > most) throw new RosterTrouble('TOO_MANY_ROWS')
        return ` r="${letters}${numbers.length}"`
      }),
    )
  return { xml: filled, numbers, merges: readMerges(xml) }
}

const lacksAddress = /<(?:\w+:)?(?:row|c)(?=[\s/>])(?![^<>]*\sr=)/
const emptyCell =
  /<((?:\w+:)?)c(?=\s)[^<>]*>\s*(?:<\1(?:v|is)>(?:<\1t(?:\s[^<>]*)?>\s*<\/\1t>|<\1t\s*\/>)?<\/\1(?:v|is)>\s*)?<\/\1c>/g
const lastRow = 1_048_576
const lastColumn = 16_384

/** Gives each row and cell its address where it has none: it then comes right after the one before it. */
function withAddresses(xml: string): string {
  let [row, column] = [0, -1]
  return xml.replace(/<((?:\w+:)?)(row|c)(?=[\s/>])([^<>]*?)(\/?)>/g, (_, prefix, name, attributes, end) => {
    const given = /\sr=["']([A-Z]*)(\d+)["']/.exec(attributes)
    const others = attributes.replace(/\s(?:r|spans)=["'][^"']*["']/g, '')
    if (name === 'row') {
      ;[row, column] = [given ? Number(given[2]) : row + 1, -1]
      return `<${prefix}row r="${row}"${others}${end}>`
    }
    column = given?.[1] ? columnIndex(given[1]) : column + 1
    if (column >= lastColumn) throw new RosterTrouble('DAMAGED')
    return `<${prefix}c r="${columnLetters(column)}${row}"${others}${end}>`
  })
}

/**
 * A number as the text that a person has typed. Excel stores only 15 digits: a longer number keeps the form that shows
 * the loss, so that the check of the row refuses it.
 */
export function numberText(raw: string): string {
  const value = Number(raw)
  if (!Number.isFinite(value)) return raw
  return Math.abs(value) < 1e15 ? String(value) : value.toExponential().toUpperCase()
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? isoDate(cell) : String(cell)
}

// read-excel-file does not tell which cells are merged
function readMerges(xml: string): Merge[] {
  return [...xml.matchAll(/<(?:\w+:)?mergeCell\s[^<>]*?ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g)].map(
    ([, left, top, right, bottom]) => ({
      top: Number(top),
      left: columnIndex(left!),
      bottom: Number(bottom),
      right: columnIndex(right!),
    }),
  )
}

const text = (parts: XmlParts, path: string): string => (parts[path] ? strFromU8(parts[path]) : '')
