import { strFromU8, strToU8 } from 'fflate'
import { readSheet } from 'read-excel-file/universal'
import { isoDate } from '#server/platform/clock.ts'
import { packParts, unpackWorkbook, type XmlParts } from './archive.ts'
import { RosterTrouble } from './problem.ts'

/** A rectangle of merged cells; rows and columns count from 0. */
export type Merge = { top: number; left: number; bottom: number; right: number }

/** The rows of a sheet, each a list of the texts of its cells. Index 0 is the row that Excel numbers 1. */
export type Sheet = { rows: string[][]; merges: Merge[]; exact: boolean }

/** The sheets of an .xlsx, in the order of their tabs, each read when it is asked for. */
export async function* readSheets(bytes: Uint8Array, mostRows: number): AsyncGenerator<Sheet> {
  const parts = await unpackWorkbook(bytes)
  const paths = sheetPaths(parts)
  for (const [index, path] of paths.entries()) {
    const xml = text(parts, path)
    const merges = elements(xml, 'mergeCell').flatMap((merge) => readMerge(attribute(merge, 'ref')))
    const workbook = packParts({ ...parts, [path]: strToU8(filledRows(xml, mostRows)) }).buffer
    const rows = await readSheet<string>(workbook, index + 1, { parseNumber: numberText })
    yield { rows: rows.map((row) => row.map(cellText)), merges, exact: true }
  }
}

// Borders drawn down a sheet leave a million rows without a word in them; the reader would build each.
function filledRows(xml: string, mostRows: number): string {
  const filled = xml.replace(/<c\s[^>]*\/>/g, '').replace(/<row\s[^>]*\br="\d+"[^>]*(?:\/>|>\s*<\/row>)/g, '')
  if (/<row\s[^>]*\br="\d{8,}"/.test(filled)) throw new RosterTrouble('DAMAGED')
  if (filled.split('<row').length > mostRows + 100) throw new RosterTrouble('TOO_MANY_ROWS')
  return filled
}

/**
 * A number as the text that a person has typed. Excel stores only 15 digits: a longer number keeps the form that shows
 * the loss, so that the check of the row refuses it.
 */
function numberText(raw: string): string {
  const value = Number(raw)
  if (!Number.isFinite(value)) return raw
  return Math.abs(value) < 1e15 ? String(value) : value.toExponential().toUpperCase()
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? isoDate(cell) : String(cell)
}

// read-excel-file does not tell which cells are merged; for that the sheet's own XML has to be found.
function sheetPaths(parts: XmlParts): string[] {
  const relations = elements(text(parts, 'xl/_rels/workbook.xml.rels'), 'Relationship')
  const targets = new Map(relations.map((tag) => [attribute(tag, 'Id'), attribute(tag, 'Target')]))
  return elements(text(parts, 'xl/workbook.xml'), 'sheet').map((tag) => {
    const target = targets.get(attribute(tag, '\\w+:id')) ?? ''
    return target.startsWith('/') ? target.slice(1) : `xl/${target}`
  })
}

const text = (parts: XmlParts, path: string): string => (parts[path] ? strFromU8(parts[path]) : '')

const elements = (xml: string, name: string): string[] =>
  xml.match(new RegExp(`<(?:\\w+:)?${name}\\s[^>]*>`, 'g')) ?? []

const attribute = (tag: string, name: string): string => new RegExp(`\\s${name}=["']([^"']*)["']`).exec(tag)?.[1] ?? ''

function readMerge(ref: string): Merge[] {
  const [, left, top, right, bottom] = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(ref) ?? []
  if (!left || !right) return []
  return [{ top: Number(top) - 1, left: columnIndex(left), bottom: Number(bottom) - 1, right: columnIndex(right) }]
}

const columnIndex = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
