import { strFromU8 } from 'fflate'
import readWorkbook from 'read-excel-file/universal'
import { type Parts, packParts, unpackWorkbook } from './roster-archive.ts'

/** A rectangle of merged cells; rows and columns count from 0. */
export type Merge = { top: number; left: number; bottom: number; right: number }

/** A sheet as rows of text: index 0 is the row that Excel calls 1. */
export type Sheet = { rows: string[][]; merges: Merge[]; exact: boolean }

/** The sheets of an .xlsx, in the order of their tabs. */
export async function readSheets(bytes: Uint8Array): Promise<Sheet[]> {
  const parts = await unpackWorkbook(bytes)
  const merges = mergesOfSheets(parts)
  const sheets = await readWorkbook<string>(packParts(parts).buffer, { parseNumber: numberText })
  return sheets.map(({ data }, index) => ({
    rows: data.map((row) => row.map(cellText)),
    merges: merges[index] ?? [],
    exact: true,
  }))
}

/** A number as people wrote it. Beyond 15 digits Excel has already lost some: that is shown, never completed. */
function numberText(raw: string): string {
  const value = Number(raw)
  if (!Number.isFinite(value)) return raw
  return Math.abs(value) < 1e15 ? String(value) : value.toExponential().toUpperCase()
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)
}

// read-excel-file does not tell which cells are merged; the attributes below are all that is needed for it.
function mergesOfSheets(parts: Parts): Merge[][] {
  const targets = new Map(
    elements(text(parts, 'xl/_rels/workbook.xml.rels'), 'Relationship').map((tag) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target'),
    ]),
  )
  return elements(text(parts, 'xl/workbook.xml'), 'sheet').map((tag) => {
    const target = targets.get(attribute(tag, '\\w+:id')) ?? ''
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    return elements(text(parts, path), 'mergeCell').flatMap((merge) => readMerge(attribute(merge, 'ref')))
  })
}

const text = (parts: Parts, path: string): string => (parts[path] ? strFromU8(parts[path]) : '')

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
