import { parse } from 'csv-parse/sync'
import type { ReadHeader } from './header.ts'
import { RosterTrouble } from './problem.ts'
import type { Sheet } from './sheet.ts'

const headRows = 50

type HeaderReader = (headers: string[]) => ReadHeader

/** Reads comma, tab or semicolon separated text in UTF-8, UTF-16 (Excel's “Unicode text”) or GBK. */
export function readCsv(bytes: Uint8Array, readHeader: HeaderReader, mostRows: number): Sheet {
  const text = decode(bytes)
  if (/^\s*<(!doctype|html|\?xml|table|head|meta|body)\b/i.test(text)) throw new RosterTrouble('WEB_PAGE')
  if (text.includes('\0')) throw new RosterTrouble('NOT_A_WORKBOOK')
  return { rows: parseRows(text, delimiterOf(text, readHeader), mostRows), merges: [], exact: false }
}

function decode(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  for (const encoding of utf16 ? ['utf-16le'] : ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not this encoding: the next one may fit.
    }
  }
  throw new RosterTrouble('ENCODING')
}

/** The separator under which the first rows hold most headers of a roster; without headers a tab, as of a spreadsheet. */
function delimiterOf(text: string, readHeader: HeaderReader): string {
  const scores = (text.includes('\t') ? ['\t', ',', ';'] : [',', ';']).map((delimiter) => {
    const counts = headOf(text, delimiter).map((row) => Object.keys(readHeader(row).columns).length)
    return { delimiter, score: Math.max(0, ...counts) }
  })
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter
}

function headOf(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { ...lenient, delimiter, to: headRows })
  } catch {
    return []
  }
}

const lenient = { relax_column_count: true, relax_quotes: true, max_record_size: 64 * 1024 }

function parseRows(text: string, delimiter: string, mostRows: number): string[][] {
  let filled = 0
  return parse(text, {
    ...lenient,
    delimiter,
    on_record: (row: string[]) => {
      if (row.some((cell) => cell.trim() !== '') && ++filled > mostRows + headRows) {
        throw new RosterTrouble('TOO_MANY_ROWS')
      }
      return row
    },
  })
}
