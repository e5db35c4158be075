import type { HeaderTexts, ReadHeader } from './header.ts'
import { RosterTrouble } from './problem.ts'
import { separatedRows, separators } from './separated.ts'
import { mostSheetRows, type Sheet, type SheetRow } from './sheet.ts'

const headRows = 50

type HeaderReader = (headers: readonly HeaderTexts[]) => ReadHeader

/** Reads text whose cells have commas, tabs, semicolons or bars between them. */
export function readCsv(text: string, readHeader: HeaderReader, mostRows: number): Sheet {
  const most = mostSheetRows(mostRows)
  const rows: SheetRow[] = []
  for (const row of separatedRows(text, separatorOf(text, readHeader))) {
    if (rows.push(row) > most) throw new RosterTrouble('TOO_MANY_ROWS')
  }
  return { name: '', rows, merges: [], exact: false }
}

/** The text of a file in UTF-8, in UTF-16 of either order with or without its mark, or in GBK. */
export function decode(bytes: Uint8Array): string {
  const utf16 = utf16Of(bytes)
  for (const encoding of utf16 ? [utf16] : ['utf-8', 'gb18030']) {
    try {
      return readable(new TextDecoder(encoding, { fatal: true }).decode(bytes))
    } catch (error) {
      if (error instanceof RosterTrouble) throw error
      // Not this encoding: the next one may fit.
    }
  }
  throw new RosterTrouble('ENCODING')
}

/** The text, where it is one: a text has no control characters but tabs and line breaks. */
function readable(text: string): string {
  if (text.includes('\0')) throw new RosterTrouble('NOT_A_WORKBOOK')
  return text
}

// In UTF-16 one byte of each separator, digit and line break is 0: the second where the order is little-endian.
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes.length % 2 === 1) return undefined
  const head = bytes.subarray(0, 4096)
  const zeros = [0, 1].map((odd) => head.filter((byte, index) => byte === 0 && index % 2 === odd).length)
  if (zeros[0] === zeros[1]) return undefined
  return zeros[1]! > zeros[0]! ? 'utf-16le' : 'utf-16be'
}

/** The separator under which the first rows hold most headers of a roster; without headers that of the widest rows. */
function separatorOf(text: string, readHeader: HeaderReader): string {
  const scores = separators.map((separator) => {
    const rows = headOf(text, separator)
    const known = rows.map(({ cells }) => Object.keys(readHeader(cells.map((cell) => [cell])).columns).length)
    const widths = rows.map(({ cells }) => cells.length).sort((a, b) => a - b)
    return { separator, known: Math.max(0, ...known), width: widths[Math.floor(widths.length / 2)] ?? 0 }
  })
  return scores.reduce((best, next) =>
    next.known > best.known || (next.known === best.known && next.width > best.width) ? next : best,
  ).separator
}

/** The first rows, as far as they can be read with this separator. */
function headOf(text: string, separator: string): SheetRow[] {
  const head: SheetRow[] = []
  try {
    for (const row of separatedRows(text, separator)) if (head.push(row) === headRows) break
  } catch {
    // What the row has that cannot be read is said once the separator is chosen.
  }
  return head
}
